# Simplified Chinese of Jiepai.
msgid ""
msgstr ""
"Project-Id-Version: jiepai\n"
"Language: zh_Hans\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#: calendars/api/serializers.py
msgid "Last day."
msgstr "最后一天。"

#: calendars/api/serializers.py
msgid "Plans that run in the branch or are owned by the unit or below it."
msgstr "在该分公司开展，或由该单位及下级归口的营销案。"

#: calendars/api/serializers.py
msgid "Owner unit, with what lies below it."
msgstr "归口单位，含下级。"

#: calendars/api/serializers.py
msgid "Channel that the plan is placed on."
msgstr "投放所在渠道。"

#: calendars/api/serializers.py
msgid "First day."
msgstr "第一天。"

#: calendars/api/serializers.py campaigns/api/filters.py campaigns/forms.py
#: campaigns/models/version.py campaigns/validators.py comms/api/serializers.py
#: comms/forms.py comms/models.py preflight/api/serializers.py
msgid "The last day lies before the first day."
msgstr "结束日期早于开始日期。"

#: calendars/api/serializers.py
msgid "At most 400 days."
msgstr "最多 400 天。"

#: calendars/api/serializers.py
msgid "The token of the last answer."
msgstr "上次应答的标记。"

#: calendars/api/serializers.py campaigns/models/version.py comms/models.py
msgid "Empty: all branches."
msgstr "留空表示全部分公司。"

#: calendars/api/serializers.py
msgid "The State Council’s notice for the year is not entered: holidays are those of the calendar, days exchanged for them are not known."
msgstr "该年的国务院放假通知尚未录入：节假日按日历推算，调休日未知。"

#: calendars/api/serializers.py
msgid "Entries other than drafts that start on the day."
msgstr "当天开始的条目（不含草稿）。"

#: calendars/api/serializers.py
msgid "Entries other than drafts whose window holds the day."
msgstr "执行期含当天的条目（不含草稿）。"

#: calendars/api/serializers.py
msgid "Persons to whom waves of these entries push on the day."
msgstr "这些条目的波次当天推送的人数。"

#: calendars/api/serializers.py
msgid "Where /calendar/changes/ goes on from."
msgstr "/calendar/changes/ 从这里继续。"

#: calendars/api/serializers.py
msgid "The token for the next call."
msgstr "下次调用的标记。"

#: calendars/api/serializers.py
msgid "Whether there is more to read at once."
msgstr "是否还有内容可以马上读取。"

#: calendars/audit_labels.py
msgctxt "audit object"
msgid "Calendar feed"
msgstr "日历订阅"

#: calendars/audit_labels.py
msgctxt "audit"
msgid "Feed made"
msgstr "建立订阅"

#: calendars/audit_labels.py
msgctxt "audit"
msgid "Feed renewed"
msgstr "更换订阅地址"

#: calendars/audit_labels.py
msgctxt "audit"
msgid "Feed ended"
msgstr "取消订阅"

#: calendars/changes.py
msgid "Not a token of this calendar; leave it out to start anew."
msgstr "这不是本日历的标记，去掉它可以从头开始。"

#: calendars/drawing/axis.py
#, python-format
msgid "%(day)s is a working day (%(name)s)"
msgstr "%(day)s上班（%(name)s）"

#: calendars/drawing/axis.py
#, python-format
msgid "Today %(day)s"
msgstr "今天%(day)s"

#: calendars/drawing/density.py
#, python-format
msgid "%(from)s – %(to)s: %(n)s plans, %(starting)s of them start"
msgstr "%(from)s – %(to)s：%(n)s 个营销案，其中 %(starting)s 个上线"

#: calendars/drawing/groups.py calendars/export.py calendars/page.py
#: calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/panel.html campaigns/plan_view/plans.py
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/head.html
msgid "Branches"
msgstr "分公司"

#: calendars/drawing/groups.py calendars/page.py
msgid "Province"
msgstr "省公司"

#: calendars/drawing/groups.py
msgid "All branches"
msgstr "全部分公司"

#: calendars/drawing/groups.py
msgid "No channel yet"
msgstr "还没有渠道"

#: calendars/drawing/strips.py
msgid "Launch points"
msgstr "上线点数"

#: calendars/drawing/strips.py
msgid "Push contacts"
msgstr "推送接触"

#: calendars/drawing/strips.py
#, python-format
msgid "%(n)s points"
msgstr "%(n)s 分"

#: calendars/drawing/strips.py
#, python-format
msgid "%(n)s contacts"
msgstr "%(n)s 人次"

#: calendars/drawing/strips.py
#, python-format
msgid "limit %(limit)s"
msgstr "上限 %(limit)s"

#: calendars/drawing/strips.py
msgid "no limit set"
msgstr "未设上限"

#: calendars/drawing/strips.py
#, python-format
msgid "%(measure)s, week %(week)s: decided %(decided)s, in coordination %(pending)s"
msgstr "第 %(week)s 周%(measure)s：已批准 %(decided)s，协调中 %(pending)s"

#: calendars/drawing/strips.py
#, python-format
msgid "%(n)s over the limit"
msgstr "超上限 %(n)s"

#: calendars/export.py campaigns/forms.py campaigns/views/listing.py
#: channels/forms.py customers/forms.py organization/row_forms.py
#: organization/templates/organization/units.html organization/views/audit.py
#: resources/forms.py
msgid "Code"
msgstr "编码"

#: calendars/export.py campaigns/views/history.py customers/filter_fields.py
#: customers/imports/mapping.py customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html organization/forms.py
#: organization/row_forms.py organization/templates/organization/people.html
#: organization/templates/organization/tokens.html
msgid "Name"
msgstr "名称"

#: calendars/export.py calendars/templates/calendars/calendar_list.html
#: campaigns/forms.py channels/forms.py
#: channels/templates/channels/channels.html
#: channels/templates/channels/products.html customers/forms.py
#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
#: organization/templates/organization/policies.html
msgid "Owner"
msgstr "归口单位"

#: calendars/export.py calendars/forms.py calendars/page.py campaigns/forms.py
#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/new.html
#: campaigns/templates/campaigns/revision.html campaigns/views/listing.py
msgid "Category"
msgstr "类别"

#: calendars/export.py calendars/forms.py campaigns/forms.py
#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/new.html campaigns/views/listing.py
#: comms/forms.py organization/forms.py
msgid "First day"
msgstr "开始日期"

#: calendars/export.py calendars/forms.py campaigns/forms.py
#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/new.html campaigns/views/listing.py
#: comms/forms.py organization/forms.py
msgid "Last day"
msgstr "结束日期"

#: calendars/export.py calendars/page.py
#: calendars/templates/calendars/calendar_legend.html
#: calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/panel.html campaigns/forms.py
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/sheet.html campaigns/views/listing.py
#: comms/forms.py comms/templates/comms/draft_table.html
#: comms/templates/comms/plan.html customers/templates/customers/import.html
#: findings/views/sides.py resources/benefit_forms.py
#: resources/templates/resources/benefits.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "State"
msgstr "状态"

#: calendars/export.py calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/panel.html
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/head.html channels/kinds.py channels/menu.py
#: channels/templates/channels/cell.html
#: channels/templates/channels/channel.html
#: channels/templates/channels/channels.html
#: channels/templates/channels/matrix.html
#: channels/templates/channels/product.html
#: channels/templates/channels/products.html
#: channels/templates/channels/tabs.html comms/forms.py
#: comms/templates/comms/plan.html comms/templates/comms/plans.html
#: desk/search.py findings/views/sides.py
msgid "Channels"
msgstr "渠道"

#: calendars/export.py campaigns/templates/campaigns/detail.html
#: findings/templates/findings/aside.html
msgid "Revision"
msgstr "提交次数"

#: calendars/export.py calendars/templates/calendars/calendar_list.html
#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/edit/wave_row.html
#: campaigns/templates/campaigns/sheet.html
#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
#: findings/templates/findings/aside.html
msgid "Persons"
msgstr "人数"

#: calendars/export.py campaigns/templates/campaigns/list.html
msgid "Blocking"
msgstr "必须解决"

#: calendars/export.py desk/inbox/findings.py
msgid "Warnings"
msgstr "需关注"

#: calendars/export.py calendars/forms.py calendars/ics.py
#: calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/feeds.html campaigns/plan_view/formatting.py
#: comms/templates/comms/draft.html
msgid "all branches"
msgstr "全部分公司"

#: calendars/export.py calendars/menu.py
#: calendars/templates/calendars/calendar.html
#: calendars/templates/calendars/feeds.html
#: calendars/templates/calendars/move.html
msgid "Calendar"
msgstr "日历"

#: calendars/feeds.py
msgid "You have twenty subscriptions already; revoke one that you no longer use."
msgstr "已有二十个订阅，请先取消不再使用的。"

#: calendars/feeds.py
msgid "There is no such subscription."
msgstr "没有这个订阅。"

#: calendars/feeds.py
msgid "Jiepai calendar"
msgstr "节拍日历"

#: calendars/formatting.py calendars/templates/calendars/agenda.html
#: desk/templates/desk/home.html desk/templates/desk/schedule.html
#, python-format
msgid "Week %(week)s"
msgstr "第 %(week)s 周"

#: calendars/formatting.py customers/counting.py desk/inbox/deciding.py
#: findings/views/sides.py resources/templates/resources/give_result.html
#, python-format
msgid "%(n)s person"
msgid_plural "%(n)s persons"
msgstr[0] "%(n)s 人"

#: calendars/formatting.py comms/templates/comms/plan_lines.html
#, python-format
msgid "%(n)s campaign"
msgid_plural "%(n)s campaigns"
msgstr[0] "%(n)s 个营销案"

#: calendars/formatting.py
#, python-format
msgid "%(n)s blocking finding"
msgid_plural "%(n)s blocking findings"
msgstr[0] "%(n)s 项必须解决"

#: calendars/formatting.py
#, python-format
msgid "%(n)s warning"
msgid_plural "%(n)s warnings"
msgstr[0] "%(n)s 项需关注"

#: calendars/forms.py
msgid "Name of the subscription"
msgstr "订阅名称"

#: calendars/forms.py
msgid "As it is to appear on the phone."
msgstr "在手机上显示的名称。"

#: calendars/forms.py calendars/page.py
#: calendars/templates/calendars/calendar_filters.html
#: calendars/templates/calendars/calendar_legend.html campaigns/forms.py
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/new.html campaigns/views/listing.py
#: comms/templates/comms/plan.html
msgid "Department"
msgstr "部门"

#: calendars/forms.py calendars/templates/calendars/feeds.html
msgid "all departments"
msgstr "全部部门"

#: calendars/forms.py calendars/page.py
#: calendars/templates/calendars/calendar_filters.html
#: calendars/templates/calendars/panel.html campaigns/forms.py
#: customers/templates/customers/list.html desk/templates/desk/schedule.html
#: findings/templates/findings/aside.html
msgid "Branch"
msgstr "分公司"

#: calendars/forms.py calendars/page.py
#: calendars/templates/calendars/calendar_filters.html campaigns/forms.py
#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/sheet.html channels/forms.py channels/kinds.py
#: channels/templates/channels/channels.html
#: customers/templates/customers/detail.html
msgid "Channel"
msgstr "渠道"

#: calendars/forms.py calendars/templates/calendars/feeds.html
msgid "all channels"
msgstr "全部渠道"

#: calendars/forms.py
msgid "all categories"
msgstr "全部类别"

#: calendars/templates/calendars/agenda.html desk/templates/desk/schedule.html
msgctxt "campaigns"
msgid "Running"
msgstr "执行中"

#: calendars/templates/calendars/agenda.html
#, python-format
msgid "%(n)s more campaign"
msgid_plural "%(n)s more campaigns"
msgstr[0] "还有 %(n)s 个营销案"

#: calendars/templates/calendars/calendar.html
msgid "Marketing calendar"
msgstr "营销日历"

#: calendars/templates/calendars/calendar.html
msgid "Earlier"
msgstr "向前"

#: calendars/templates/calendars/calendar.html
#: calendars/templates/calendars/month.html
#: organization/templates/organization/policy.html
msgid "Today"
msgstr "今天"

#: calendars/templates/calendars/calendar.html
msgid "Later"
msgstr "向后"

#: calendars/templates/calendars/calendar.html
msgid "Zoom"
msgstr "缩放"

#: calendars/templates/calendars/calendar.html
msgctxt "zoom"
msgid "Week"
msgstr "周"

#: calendars/templates/calendars/calendar.html
msgctxt "zoom"
msgid "Month"
msgstr "月"

#: calendars/templates/calendars/calendar.html
msgctxt "zoom"
msgid "Quarter"
msgstr "季"

#: calendars/templates/calendars/calendar.html
msgctxt "zoom"
msgid "Year"
msgstr "年"

#: calendars/templates/calendars/calendar.html
msgid "View"
msgstr "视图"

#: calendars/templates/calendars/calendar.html
msgid "Timeline"
msgstr "时间线"

#: calendars/templates/calendars/calendar.html
msgctxt "view"
msgid "Month"
msgstr "月"

#: calendars/templates/calendars/calendar.html
msgid "List"
msgstr "列表"

#: calendars/templates/calendars/calendar.html
#: organization/templates/organization/workbook.html
msgid "Download"
msgstr "下载"

#: calendars/templates/calendars/calendar.html
msgid "Excel workbook"
msgstr "Excel 工作簿"

#: calendars/templates/calendars/calendar.html
msgid "CSV file"
msgstr "CSV 文件"

#: calendars/templates/calendars/calendar.html
msgid "Calendar file (.ics)"
msgstr "日历文件（.ics）"

#: calendars/templates/calendars/calendar.html
msgid "Print"
msgstr "打印"

#: calendars/templates/calendars/calendar.html
msgid "Subscribe on a phone"
msgstr "在手机上订阅"

#: calendars/templates/calendars/calendar.html campaigns/menu.py
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/new.html desk/templates/desk/home.html
msgid "New campaign"
msgstr "新建营销案"

#: calendars/templates/calendars/calendar.html
msgid "Loading…"
msgstr "正在载入…"

#: calendars/templates/calendars/calendar.html
#: calendars/templates/calendars/move.html
msgid "Change the dates"
msgstr "改日期"

#: calendars/templates/calendars/calendar_empty.html
msgid "Nothing here yet"
msgstr "这里还没有内容"

#: calendars/templates/calendars/calendar_empty.html
msgid "Campaigns appear here as soon as their intention is announced or they are submitted. Look at another time, take a filter out, or plan one."
msgstr "营销案公布意向或提交后就会显示。请换一段时间、去掉一个筛选条件，或新建一个。"

#: calendars/templates/calendars/calendar_filters.html
msgctxt "filter"
msgid "Show"
msgstr "显示"

#: calendars/templates/calendars/calendar_filters.html campaigns/forms.py
msgctxt "filter"
msgid "All"
msgstr "全部"

#: calendars/templates/calendars/calendar_filters.html
msgid "Only with conflicts"
msgstr "只看有冲突的"

#: calendars/templates/calendars/calendar_filters.html
msgid "Last year underneath"
msgstr "叠加去年同期"

#: calendars/templates/calendars/calendar_filters.html
msgid "Rows"
msgstr "分行"

#: calendars/templates/calendars/calendar_legend.html
msgid "Legend"
msgstr "图例"

#: calendars/templates/calendars/calendar_legend.html
msgid "The more decided, the more solid"
msgstr "越定越实"

#: calendars/templates/calendars/calendar_legend.html
msgid "Load: decided / with coordination / over the limit"
msgstr "负荷：已批准 / 含协调中 / 超限"

#: calendars/templates/calendars/calendar_legend.html
msgid "The same weeks of last year"
msgstr "去年同期"

#: calendars/templates/calendars/calendar_legend.html organization/row_forms.py
msgid "Colour"
msgstr "颜色"

#: calendars/templates/calendars/calendar_list.html
msgid "Campaigns of this time"
msgstr "本期营销案"

#: calendars/templates/calendars/calendar_list.html
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/head.html
#: campaigns/templates/campaigns/list.html campaigns/views/listing.py
#: comms/templates/comms/plan.html customers/templates/customers/detail.html
#: resources/templates/resources/detail.html
msgid "Campaign"
msgstr "营销案"

#: calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/panel.html campaigns/plan_view/plans.py
#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/head.html
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/revision.html comms/templates/comms/plan.html
#: comms/templates/comms/plans.html findings/views/sides.py
msgid "Window"
msgstr "执行期"

#: calendars/templates/calendars/calendar_list.html
#: calendars/templates/calendars/panel.html findings/life.py
#: findings/templates/findings/page.html
#: preflight/templates/preflight/editor_panels.html
#: preflight/templates/preflight/panel.html
msgid "Findings"
msgstr "预检问题"

#: calendars/templates/calendars/feeds.html
msgid "Calendar subscriptions"
msgstr "日历订阅"

#: calendars/templates/calendars/feeds.html
msgid "Subscriptions"
msgstr "订阅"

#: calendars/templates/calendars/feeds.html
msgid "Whoever has such an address sees what you see of the calendar. Keep it to yourself; renew it if it got out."
msgstr "有这个地址的人能看到你在日历里看到的内容。请妥善保管，泄露了就更换。"

#: calendars/templates/calendars/feeds.html
msgid "QR code of the address"
msgstr "订阅地址二维码"

#: calendars/templates/calendars/feeds.html
msgid "Whole calendar"
msgstr "整个日历"

#: calendars/templates/calendars/feeds.html
msgid "Copy the address"
msgstr "复制地址"

#: calendars/templates/calendars/feeds.html
msgid "New address"
msgstr "更换地址"

#: calendars/templates/calendars/feeds.html
msgid "End it"
msgstr "取消订阅"

#: calendars/templates/calendars/feeds.html
msgid "Make a subscription"
msgstr "新建订阅"

#: calendars/templates/calendars/month.html
msgid "working day"
msgstr "工作日"

#: calendars/templates/calendars/month.html
msgid "Running on this day"
msgstr "当天执行"

#: calendars/templates/calendars/month.html
#: resources/templates/resources/give_result.html
#, python-format
msgid "%(n)s more"
msgid_plural "%(n)s more"
msgstr[0] "另有 %(n)s 人"

#: calendars/templates/calendars/month.html
msgid "The number at the top right of a day: how many plans run on it."
msgstr "日期右上角的数字：当天在执行的营销案数。"

#: calendars/templates/calendars/move.html
#, python-format
msgid "Change the dates of %(name)s"
msgstr "修改「%(name)s」的执行期"

#: calendars/templates/calendars/move.html
msgid "Waves, requests for materials and training move along."
msgstr "波次、资源申请和培训日期一起移动。"

#: calendars/templates/calendars/move.html
msgid "What a check would find with these dates"
msgstr "按这个执行期检查会发现什么"

#: calendars/templates/calendars/move.html
msgid "With these dates a check would find nothing."
msgstr "按这个执行期检查不会发现问题。"

#: calendars/templates/calendars/move.html
#: preflight/templates/preflight/outlook.html
#: preflight/templates/preflight/panel.html
msgid "Not all rules have answered yet; asking again…"
msgstr "还有规则没有答复，正在再问…"

#: calendars/templates/calendars/move.html
msgid "Not every rule could be asked in time; the check after submission asks them all."
msgstr "有的规则没来得及检查，提交后会全部检查。"

#: calendars/templates/calendars/move.html
msgid "See what it leads to"
msgstr "试算"

#: calendars/templates/calendars/move.html
msgid "Set these dates"
msgstr "改到这个执行期"

#: calendars/templates/calendars/panel.html
#: common/templates/common/confirm.html common/templates/common/dialog.html
#: comms/templates/comms/draft.html desk/templates/desk/ask.html
#: findings/templates/findings/card.html
msgid "Close"
msgstr "关闭"

#: calendars/templates/calendars/panel.html
#, python-format
msgid "Submission %(n)s"
msgstr "第 %(n)s 次提交"

#: calendars/templates/calendars/panel.html
#: campaigns/templates/campaigns/head.html
#, python-format
msgid "(%(n)s day)"
msgid_plural "(%(n)s days)"
msgstr[0] "（%(n)s 天）"

#: calendars/templates/calendars/panel.html
msgid "Person"
msgstr "负责人"

#: calendars/templates/calendars/panel.html
#: campaigns/templates/campaigns/edit/offers.html
msgid "Offers"
msgstr "优惠"

#: calendars/templates/calendars/panel.html campaigns/plan_view/plans.py
#: campaigns/templates/campaigns/edit/audience_panel.html
#: campaigns/templates/campaigns/edit/panel_wait.html
#: campaigns/templates/campaigns/head.html
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/sheet.html
#: findings/templates/findings/way_out.html findings/views/sides.py
msgid "Audience"
msgstr "目标客户"

#: calendars/templates/calendars/panel.html
#, python-format
msgid "%(persons)s person"
msgid_plural "%(persons)s persons"
msgstr[0] "%(persons)s 人"

#: calendars/templates/calendars/panel.html campaigns/forms.py
#: campaigns/templates/campaigns/head.html
msgid "Risk grade"
msgstr "风险等级"

#: calendars/templates/calendars/panel.html
msgid "An intention: until it is submitted, its unit shows only name, window, channels and branches."
msgstr "这是意向：提交之前只显示名称、执行期、渠道和分公司。"

#: calendars/templates/calendars/panel.html
msgid "Next step"
msgstr "下一步"

#: calendars/templates/calendars/panel.html
#: preflight/templates/preflight/outlook.html
#: preflight/templates/preflight/panel.html
#, python-format
msgid "and %(n)s more"
msgid_plural "and %(n)s more"
msgstr[0] "另有 %(n)s 个"

#: calendars/templates/calendars/panel.html desk/templates/desk/scheduled.html
#: resources/menu.py resources/templates/resources/materials.html
msgid "Materials"
msgstr "物料"

#: calendars/templates/calendars/panel.html
msgid "Materials by branch"
msgstr "分公司物料"

#: calendars/templates/calendars/panel.html desk/templates/desk/scheduled.html
msgid "In place"
msgstr "已到位"

#: calendars/templates/calendars/panel.html desk/templates/desk/scheduled.html
#, python-format
msgid "Arrives %(day)s"
msgstr "%(day)s到货"

#: calendars/templates/calendars/panel.html desk/templates/desk/scheduled.html
msgid "Missing"
msgstr "缺"

#: calendars/templates/calendars/panel.html
msgid "Same products, near in time"
msgstr "同期同类"

#: calendars/templates/calendars/panel.html
msgid "15 days around"
msgstr "前后 15 天"

#: calendars/templates/calendars/panel.html
msgid "Open the findings"
msgstr "打开预检问题"

#: calendars/templates/calendars/panel.html
msgid "Open the plan"
msgstr "打开营销案"

#: calendars/templates/calendars/panel.html
msgid "Change dates…"
msgstr "改日期…"

#: calendars/templates/calendars/timeline.html
#, python-format
msgid "Marketing calendar, %(first)s to %(last)s"
msgstr "营销日历，%(first)s至%(last)s"

#: calendars/templates/calendars/timeline.html comms/templates/comms/tabs.html
#: comms/templates/comms/theme.html comms/templates/comms/themes.html
msgid "Themes"
msgstr "传播主题"

#: calendars/templates/calendars/timeline_row.html
msgid "Fold up"
msgstr "收起"

#: calendars/templates/calendars/timeline_row.html
#, python-format
msgid "Show the campaigns of %(name)s"
msgstr "显示%(name)s的营销案"

#: calendars/templates/calendars/timeline_row.html
msgid "Show each"
msgstr "逐个显示"

#: calendars/templates/calendars/timeline_row.html
msgid "Rows before"
msgstr "上面的行"

#: calendars/templates/calendars/timeline_row.html
msgid "More rows"
msgstr "更多行"

#: calendars/views/calendar.py
msgid "Checking or coordinating"
msgstr "预检中 / 协调中"

#: calendars/views/feeds.py
msgid "The subscription is made. Point a phone's camera at its code, or copy its address."
msgstr "订阅已建立。用手机扫码，或复制地址。"

#: calendars/views/feeds.py
msgid "The subscription has a new address; the old one no longer works."
msgstr "订阅已换新地址，旧地址不再有效。"

#: calendars/views/feeds.py
msgid "The subscription has ended; its address no longer works."
msgstr "订阅已取消，地址不再有效。"

#: calendars/views/moving.py
#, python-format
msgid "“%(name)s” now runs %(window)s; its waves moved along."
msgstr "「%(name)s」改到 %(window)s，波次一起移动。"

#: calendars/views/moving.py campaigns/commands/plans.py
msgid "You do not write plans for this unit."
msgstr "你不为这个单位写营销案。"

#: calendars/views/moving.py
msgid "Only a draft can be moved here. Recall the plan first."
msgstr "这里只能移动草稿，请先撤回。"

#: campaigns/api/filters.py
msgid "Two dates, written FROM..TO."
msgstr "两个日期，写成 起..止。"

#: campaigns/api/views/history.py
msgid "There is no such revision."
msgstr "没有这次提交。"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Draft started"
msgstr "建立草稿"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Plan changed"
msgstr "修改营销案"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Draft deleted"
msgstr "删除草稿"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Conflict found at approval"
msgstr "审批时发现冲突"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Invitation answered"
msgstr "答复搭载邀请"

#: campaigns/audit_labels.py
msgctxt "audit"
msgid "Launch held"
msgstr "暂缓上线"

#: campaigns/bounds.py
#, python-format
msgid "%(orders)s expected orders are more than there are persons who may order: %(persons)s."
msgstr "预计办理 %(orders)s 笔，多于可办理的人数（%(persons)s）。"

#: campaigns/bounds.py
#, python-format
msgid "A target of %(n)s orders is more than there are persons who may order: %(persons)s."
msgstr "目标办理量 %(n)s，多于可办理的人数（%(persons)s）。"

#: campaigns/bounds.py
#, python-format
msgid "The training on %(day)s is not before the first day."
msgstr "培训安排在%(day)s，不在上线之前。"

#: campaigns/bounds.py
#, python-format
msgid "What is asked for costs %(cost)s, more than the budget of %(budget)s."
msgstr "所申请的资源共 %(cost)s，超过预算 %(budget)s。"

#: campaigns/bounds.py
#, python-format
msgid "%(resource)s in %(unit)s is asked for by %(day)s only, after the first day."
msgstr "%(unit)s的%(resource)s要到%(day)s才需要，晚于上线日。"

#: campaigns/commands/participation.py
msgid "None of your units waits to be asked here."
msgstr "这里没有等待你单位答复的邀请。"

#: campaigns/commands/participation.py
msgid "This plan is over."
msgstr "这个营销案已经结束。"

#: campaigns/commands/participation.py common/machine/rows.py
#: findings/commands/proposing.py findings/commands/settling.py
msgid "Say why."
msgstr "请写明理由。"

#: campaigns/commands/plans.py
msgid "A submitted plan only takes a new name, objective, contacts and notes. Recall it to change more."
msgstr "提交后的营销案只能改名称、目标、联系人和备注；要改别的，请先撤回修改。"

#: campaigns/commands/plans.py
msgid "An approved plan only takes new contacts and notes: branches and calendars show the rest as it was approved."
msgstr "已批准的营销案只能改联系人和备注，其余内容各分公司和日历都按批准时的样子展示。"

#: campaigns/commands/plans.py
msgid "The plan is closed and cannot be changed any more."
msgstr "营销案已关闭，不能再改。"

#: campaigns/commands/plans.py
msgid "Only a draft can be deleted; withdraw the plan instead."
msgstr "只有草稿可以删除；请改为撤销营销案。"

#: campaigns/enums.py campaigns/terms.py desk/inbox/running.py
msgctxt "campaign state"
msgid "Draft"
msgstr "草稿"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Checking"
msgstr "预检中"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Coordinating"
msgstr "协调中"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Finalised"
msgstr "已定稿待审批"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Approved"
msgstr "已批准待上线"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Live"
msgstr "执行中"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Suspended"
msgstr "已暂停"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Ended"
msgstr "已结束待评估"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Evaluated"
msgstr "已评估"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Withdrawn"
msgstr "已撤销"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Rejected"
msgstr "已否决"

#: campaigns/enums.py campaigns/terms.py
msgctxt "campaign state"
msgid "Lapsed"
msgstr "已失效"

#: campaigns/enums.py
msgid "basic service"
msgstr "基础业务"

#: campaigns/enums.py
msgid "mobile service"
msgstr "移动业务"

#: campaigns/enums.py
msgid "group service"
msgstr "集团业务"

#: campaigns/enums.py
msgid "data service"
msgstr "数据业务"

#: campaigns/enums.py
msgid "tariff"
msgstr "资费"

#: campaigns/enums.py
msgid "device"
msgstr "终端"

#: campaigns/enums.py
msgid "promotion"
msgstr "促销"

#: campaigns/enums.py
msgid "customer service"
msgstr "客户服务"

#: campaigns/enums.py
msgid "channel action"
msgstr "渠道行动"

#: campaigns/enums.py
msgid "opt-in"
msgstr "客户主动办理"

#: campaigns/enums.py
msgid "opt-out"
msgstr "逆向订购（默认开通，可退订）"

#: campaigns/enums.py
msgid "forced"
msgstr "强制开通"

#: campaigns/enums.py
msgid "own plan"
msgstr "自办"

#: campaigns/enums.py
msgid "province plan"
msgstr "省公司统一营销案"

#: campaigns/enums.py
msgid "balance"
msgstr "话费"

#: campaigns/enums.py
msgid "data volume"
msgstr "流量"

#: campaigns/enums.py
msgid "minutes"
msgstr "语音时长"

#: campaigns/enums.py resources/enums.py
msgid "gift"
msgstr "礼品"

#: campaigns/enums.py
msgid "points"
msgstr "积分"

#: campaigns/enums.py customers/templates/customers/detail.html
msgid "service"
msgstr "服务"

#: campaigns/enums.py
msgid "invited"
msgstr "已邀请"

#: campaigns/enums.py findings/templates/findings/card.html
msgid "accepted"
msgstr "已接受"

#: campaigns/enums.py comms/templates/comms/draft.html findings/views/page.py
msgid "signed"
msgstr "已签署"

#: campaigns/enums.py
msgid "left"
msgstr "已退出"

#: campaigns/enums.py
msgid "audience"
msgstr "目标客户"

#: campaigns/enums.py
msgid "eligibility"
msgstr "适用客户"

#: campaigns/enums.py
msgid "placement"
msgstr "渠道投放"

#: campaigns/enums.py
msgid "include"
msgstr "包含"

#: campaigns/enums.py
msgid "exclude"
msgstr "剔除"

#: campaigns/enums.py
msgid "segment"
msgstr "客户分群"

#: campaigns/enums.py
msgid "list"
msgstr "名单"

#: campaigns/enums.py
msgid "filter"
msgstr "筛选条件"

#: campaigns/enums.py
msgid "campaign"
msgstr "营销案"

#: campaigns/enums.py
msgctxt "wave"
msgid "all"
msgstr "全部"

#: campaigns/enums.py
msgctxt "wave"
msgid "the rest"
msgstr "其余"

#: campaigns/enums.py
msgctxt "wave"
msgid "non-responders"
msgstr "未响应客户"

#: campaigns/enums.py
msgctxt "target"
msgid "Orders"
msgstr "办理量"

#: campaigns/enums.py
msgctxt "target"
msgid "Amount recharged, CNY"
msgstr "充值金额（元）"

#: campaigns/enums.py
msgctxt "target"
msgid "Revenue, CNY"
msgstr "收入（元）"

#: campaigns/enums.py
msgctxt "target"
msgid "New customers"
msgstr "新增客户"

#: campaigns/enums.py
msgctxt "target"
msgid "Renewals"
msgstr "续约量"

#: campaigns/enums.py
msgctxt "target"
msgid "Active users"
msgstr "活跃客户"

#: campaigns/enums.py
msgctxt "target"
msgid "Complaints per 10,000"
msgstr "万人投诉量"

#: campaigns/enums.py
msgid "year"
msgstr "年"

#: campaigns/enums.py
msgid "quarter"
msgstr "季"

#: campaigns/enums.py
msgid "month"
msgstr "月"

#: campaigns/enums.py
msgid "head of the owner unit"
msgstr "归口部门负责人"

#: campaigns/enums.py organization/enums.py
msgid "service manager"
msgstr "服务经理"

#: campaigns/enums.py organization/enums.py
msgid "leadership"
msgstr "公司领导"

#: campaigns/enums.py
msgid "approved"
msgstr "已批准"

#: campaigns/enums.py
msgid "returned"
msgstr "已退回"

#: campaigns/enums.py
msgid "rejected"
msgstr "已否决"

#: campaigns/enums.py
msgid "suspended"
msgstr "已暂停"

#: campaigns/enums.py
msgid "deferred"
msgstr "已推迟"

#: campaigns/forms.py
msgid "Name or code"
msgstr "名称或编码"

#: campaigns/forms.py
msgid "Only mine"
msgstr "只看我的"

#: campaigns/forms.py campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/offer_row.html
#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/edit/participant_row.html
#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/sheet.html channels/forms.py channels/kinds.py
#: channels/templates/channels/matrix.html
#: channels/templates/channels/products.html
#: customers/templates/customers/detail.html
msgid "Product"
msgstr "业务"

#: campaigns/forms.py campaigns/templates/campaigns/head.html
#: campaigns/templates/campaigns/list.html
msgctxt "person"
msgid "Owner"
msgstr "负责人"

#: campaigns/forms.py
msgid "Running from"
msgstr "执行期起"

#: campaigns/forms.py
msgid "Running until"
msgstr "执行期止"

#: campaigns/forms.py
msgid "Only with blocking findings"
msgstr "只看有必须解决问题的"

#: campaigns/forms.py
msgid "Active"
msgstr "进行中"

#: campaigns/forms.py campaigns/terms.py
msgctxt "campaign state"
msgid "Intention"
msgstr "意向"

#: campaigns/forms.py campaigns/templates/campaigns/cycles.html comms/forms.py
#: comms/templates/comms/draft_table.html comms/templates/comms/released.html
#: customers/templates/customers/list.html organization/forms.py
#: organization/row_forms.py organization/templates/organization/units.html
#: organization/views/audit.py resources/forms.py
msgid "Kind"
msgstr "类型"

#: campaigns/forms.py campaigns/templates/campaigns/cycles.html
msgid "Intentions by"
msgstr "公布意向截止"

#: campaigns/forms.py campaigns/templates/campaigns/cycles.html
msgid "Submit by"
msgstr "提交截止"

#: campaigns/forms.py campaigns/templates/campaigns/cycles.html
msgid "What comes first"
msgstr "优先事项"

#: campaigns/forms.py channels/forms.py comms/forms.py customers/forms.py
#: resources/forms.py
msgctxt "thing"
msgid "Name"
msgstr "名称"

#: campaigns/forms.py channels/forms.py customers/forms.py
#: organization/row_forms.py resources/forms.py
msgid "English name"
msgstr "英文名称"

#
#: campaigns/forms.py campaigns/kinds.py
msgid "Planning cycle"
msgstr "规划周期"

#: campaigns/forms.py channels/forms.py organization/row_forms.py
#: resources/forms.py
msgid "In use"
msgstr "在用"

#: campaigns/guards.py
msgid "You wrote, changed, submitted or finalised this plan; another person decides on it."
msgstr "这个营销案由你编写、修改、提交或定稿，须由其他人审批。"

#: campaigns/guards.py
msgid "This plan was submitted before; withdraw it instead, so that its history stays."
msgstr "这个营销案提交过，请改为撤销，以保留历史。"

#: campaigns/guards.py
msgid "The first day lies in the past. Choose a later one."
msgstr "首日已过，请选更晚的日期。"

#: campaigns/guards.py
msgid "Say what is offered: add at least one offer."
msgstr "请写明优惠：至少加一个优惠档位。"

#: campaigns/guards.py
msgid "Say who is addressed: include at least one source in the audience."
msgstr "请写明对象：目标客户至少包含一个来源。"

#: campaigns/guards.py
msgid "Say where the plan runs: add at least one channel."
msgstr "请写明在哪里投放：至少加一个渠道。"

#: campaigns/guards.py
msgid "This channel contacts customers: add at least one wave."
msgstr "这个渠道会主动接触客户：至少加一个波次。"

#: campaigns/guards.py
msgid "Your signature is not among those that are still missing."
msgstr "还缺的签署里没有你的。"

#: campaigns/guards.py
#, python-format
msgid "The plan starts on %(day)s."
msgstr "营销案%(day)s才开始。"

#: campaigns/guards.py
msgid "The last day of the plan is over."
msgstr "营销案末日已过。"

#: campaigns/guards.py
msgid "The first day of the plan is over; choose new dates."
msgstr "营销案首日已过，请改期。"

#: campaigns/guards.py
msgid "This intention has been announced."
msgstr "意向已经公布。"

#: campaigns/guards.py campaigns/workflow/running.py
msgid "Nothing of this plan is suspended."
msgstr "本案没有暂停中的内容。"

#: campaigns/guards.py
msgid "You have agreed; another role's agreement is still missing."
msgstr "你已同意，还差另一角色同意。"

#: campaigns/kinds.py campaigns/templates/campaigns/cycles.html
msgid "Planning cycles"
msgstr "规划周期"

#: campaigns/kinds.py
msgid "Years, quarters and months with the days by which intentions and plans are due."
msgstr "年度、季度、月度，以及公布意向和提交营销案的截止日"

#
#: campaigns/kinds.py
msgid "Initiatives"
msgstr "举措"

#: campaigns/kinds.py campaigns/templates/campaigns/detail.html
msgid "Initiative"
msgstr "举措"

#: campaigns/kinds.py
msgid "Strategic aims that plans serve."
msgstr "营销案所服务的战略举措"

#: campaigns/kinds.py
msgid "They say by when intentions and plans are due."
msgstr "规定意向和营销案的截止日。"

#: campaigns/menu.py campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/edit.html
#: campaigns/templates/campaigns/list.html
#: campaigns/templates/campaigns/new.html
#: campaigns/templates/campaigns/page.html campaigns/views/listing.py
#: comms/forms.py comms/templates/comms/plan.html
#: comms/templates/comms/plans.html desk/search.py
#: desk/templates/desk/home.html findings/templates/findings/concerned.html
#: findings/templates/findings/way_out.html
msgid "Campaigns"
msgstr "营销案"

#: campaigns/models/campaign.py
msgid "Code of the campaign in the billing system."
msgstr "BOSS 中的营销案编码。"

#: campaigns/models/campaign.py
msgid "The last day on which the plan really ran."
msgstr "营销案实际执行的最后一天。"

#: campaigns/models/campaign.py
msgid "Came in at go-live, without gates."
msgstr "上线切换时带入，未经审批环节。"

#: campaigns/models/campaign.py
msgid "Why the launch is held, if it is."
msgstr "上线被搁置的原因。"

#: campaigns/models/cycle.py campaigns/plan_json/parts.py
#: customers/api/trajectories.py customers/holdings.py
#: customers/models/customer.py organization/forms.py
#: organization/models/policy.py organization/models/user.py
msgid "The end lies before the start."
msgstr "结束早于开始。"

#: campaigns/models/cycle.py
#, python-format
msgid "Year %(year)s"
msgstr "%(year)s年"

#: campaigns/models/cycle.py
#, python-format
msgid "Q%(quarter)s %(year)s"
msgstr "%(year)s年第%(quarter)s季度"

#: campaigns/models/cycle.py
msgid "Plans are submitted after the intentions are known, not before."
msgstr "提交截止日不能早于意向截止日。"

#: campaigns/models/placement.py campaigns/plan_json/plan.py
msgid "This channel is already in the plan for the product."
msgstr "本案已有该业务的这个渠道。"

#: campaigns/models/version.py
msgid "What front-line staff say about the offer."
msgstr "一线人员怎样介绍这个优惠。"

#: campaigns/models/version.py
msgid "Value of what is got, in CNY."
msgstr "所得折合金额（元）。"

#: campaigns/models/version.py
msgid "CNY per bound month."
msgstr "每个协议月的金额（元）。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” waits for your signature."
msgstr "%(campaign)s「%(name)s」等你签署。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” came back to be changed: %(reason)s"
msgstr "%(campaign)s「%(name)s」退回修改：%(reason)s"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” was rejected: %(reason)s"
msgstr "%(campaign)s「%(name)s」被否决：%(reason)s"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” is approved."
msgstr "%(campaign)s「%(name)s」已批准。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” is live."
msgstr "%(campaign)s「%(name)s」已上线执行。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” could not start today: %(reason)s"
msgstr "%(campaign)s「%(name)s」今天未能上线：%(reason)s"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” is suspended: %(reason)s"
msgstr "%(campaign)s「%(name)s」已暂停：%(reason)s"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” is to go on and waits for your agreement."
msgstr "%(campaign)s「%(name)s」准备恢复，等你同意。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” goes on."
msgstr "%(campaign)s「%(name)s」已恢复执行。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” has ended."
msgstr "%(campaign)s「%(name)s」已结束。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” has lapsed: its last day is over."
msgstr "%(campaign)s「%(name)s」已失效：末日已过。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” takes along a product of yours. Say whether you join."
msgstr "%(campaign)s「%(name)s」要搭载你单位的业务，请答复是否参加。"

#: campaigns/notices.py
#, python-format
msgid "%(person)s joins %(campaign)s “%(name)s”."
msgstr "%(person)s同意参加 %(campaign)s「%(name)s」。"

#: campaigns/notices.py
#, python-format
msgid "%(person)s does not join %(campaign)s “%(name)s”: %(reason)s"
msgstr "%(person)s不参加 %(campaign)s「%(name)s」：%(reason)s"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” was not approved before its first day. Choose new dates."
msgstr "%(campaign)s「%(name)s」首日前未获批准，请改期。"

#: campaigns/notices.py
#, python-format
msgid "Words of %(campaign)s “%(name)s” were changed after you signed it."
msgstr "%(campaign)s「%(name)s」在你签署之后改了文字。"

#: campaigns/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” was withdrawn. What it had in common with your plans is checked again."
msgstr "%(campaign)s「%(name)s」已撤销，与你的营销案相关的部分会重新检查。"

#: campaigns/plan_json/fields.py
#, python-format
msgid "At most the whole: 1, which is 100%%."
msgstr "最多为 1，即 100%%。"

#: campaigns/plan_json/fields.py
#, python-format
msgid "A share lies between 0 and 1, which is 100%%."
msgstr "比例须在 0 到 1 之间，1 即 100%%。"

#: campaigns/plan_json/fields.py campaigns/workflow/running.py
#, python-format
msgid "Unknown code “%(code)s”."
msgstr "没有代码「%(code)s」。"

#: campaigns/plan_json/fields.py
msgid "An object with one of the keys segment, list, filter or campaign."
msgstr "要有 segment、list、filter 或 campaign 其中一个键的对象。"

#: campaigns/plan_json/fields.py
#, python-format
msgid "“%(code)s” was never submitted: it has no customers that could be taken over."
msgstr "「%(code)s」还没有提交过，没有可引用的目标客户。"

#: campaigns/plan_json/fields.py
#, python-format
msgid "%(count)s unknown customer numbers, among them %(some)s."
msgstr "有 %(count)s 个客户号码查不到，例如 %(some)s。"

#: campaigns/plan_json/fields.py customers/segment_members.py
msgid "The list is empty."
msgstr "名单是空的。"

#: campaigns/plan_json/fields.py
msgid "A list in a plan holds at most 10,000 numbers; import longer ones."
msgstr "营销案里的名单最多 10,000 个号码，更长的请先导入。"

#: campaigns/plan_json/fields.py
msgid "This line is no longer part of the plan; load the page again."
msgstr "这一行已不在营销案里，请重新载入本页。"

#: campaigns/plan_json/parts.py
#, python-format
msgid "With this wave it would be more than 100%%; %(left)s%% are left for it."
msgstr "加上这一波将超过 100%%，这一波最多还可填 %(left)s%%。"

#: campaigns/plan_json/parts.py
msgid "There is a script for this plan already."
msgstr "针对这个营销案已有一份解释口径。"

#: campaigns/plan_json/plan.py organization/kinds.py
msgid "A plan belongs to a department or a branch."
msgstr "营销案归部门或分公司所有。"

#: campaigns/plan_json/plan.py
msgid "This unit is not a branch."
msgstr "这个单位不是分公司。"

#: campaigns/plan_json/plan.py
msgid "This unit already takes part with this product."
msgstr "该单位已用这个业务参与。"

#: campaigns/plan_json/plan.py
msgid "This resource is already requested for the unit."
msgstr "该单位已申请这种资源。"

#: campaigns/plan_json/plan.py
msgid "This field is required."
msgstr "此项必填。"

#: campaigns/plan_json/plan.py
msgid "The wave lies outside the plan's window."
msgstr "波次不在营销案执行期内。"

#: campaigns/plan_json/plan.py
msgid "A wave would lie before the first day; move it first."
msgstr "有波次会早于首日，请先移动它。"

#: campaigns/plan_json/plan.py
msgid "A wave would lie after the last day; move it first."
msgstr "有波次会晚于末日，请先移动它。"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "Pay %(pay)s, get %(get)s %(kind)s over %(months)s month"
msgid_plural "Pay %(pay)s, get %(get)s %(kind)s over %(months)s months"
msgstr[0] "付 %(pay)s 得 %(get)s %(kind)s，分 %(months)s 个月"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "Get %(get)s %(kind)s free"
msgstr "免费得 %(get)s %(kind)s"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "Pay %(pay)s, get %(get)s %(kind)s"
msgstr "付 %(pay)s 得 %(get)s %(kind)s"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "unknown: it is not said what the %(kind)s is worth"
msgstr "未知：%(kind)s未填折算价值"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "%(value)s for each bound month"
msgstr "每个协议月 %(value)s"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "%(rate)s (%(value)s ÷ %(base)s)"
msgstr "%(rate)s（%(value)s ÷ %(base)s）"

#: campaigns/plan_view/formatting.py
msgid "worth not said"
msgstr "未填价值"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "%(value)s a month"
msgstr "每月 %(value)s"

#: campaigns/plan_view/formatting.py
msgid "Not bound"
msgstr "无协议期"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "%(months)s month, at least %(spend)s a month"
msgid_plural "%(months)s months, at least %(spend)s a month"
msgstr[0] "%(months)s 个月，每月至少消费 %(spend)s"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "%(months)s month, no minimum spend"
msgid_plural "%(months)s months, no minimum spend"
msgstr[0] "%(months)s 个月，无最低消费"

#: campaigns/plan_view/formatting.py
msgctxt "stacking"
msgid "Not said"
msgstr "未说明"

#: campaigns/plan_view/formatting.py campaigns/views/editor/choices.py
msgctxt "stacking"
msgid "May be combined"
msgstr "可叠加"

#: campaigns/plan_view/formatting.py campaigns/views/editor/choices.py
msgctxt "stacking"
msgid "Not with others"
msgstr "不可叠加"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "Audience of “%(name)s”"
msgstr "「%(name)s」的目标客户"

#: campaigns/plan_view/formatting.py
#, python-format
msgid "List of %(n)s customer"
msgid_plural "List of %(n)s customers"
msgstr[0] "%(n)s 人名单"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/revision.html
msgid "Basics"
msgstr "基本信息"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgctxt "section"
msgid "Offers"
msgstr "优惠"

#: campaigns/plan_view/plans.py
#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/sheet.html
msgid "Channels and waves"
msgstr "渠道与波次"

#: campaigns/plan_view/plans.py
#: campaigns/templates/campaigns/edit/resources.html
#: campaigns/templates/campaigns/sheet.html desk/search.py resources/kinds.py
#: resources/menu.py resources/templates/resources/act.html
#: resources/templates/resources/arrivals.html
#: resources/templates/resources/board.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/edit.html
#: resources/templates/resources/tabs.html
msgid "Resources"
msgstr "资源"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgid "Service plan"
msgstr "服务预案"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgid "Communication"
msgstr "传播"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/edit/participant_row.html
#: campaigns/templates/campaigns/revision.html
#: campaigns/templates/campaigns/sheet.html
msgid "Enrolment"
msgstr "开通方式"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
msgid "Urgent"
msgstr "加急"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
#: campaigns/views/editor/choices.py common/messages.py
#: customers/templates/customers/condition_row.html
#: organization/master_data/cells.py organization/master_data/writing.py
msgid "yes"
msgstr "是"

#: campaigns/plan_view/plans.py campaigns/views/editor/choices.py
#: common/messages.py customers/templates/customers/condition_row.html
#: organization/master_data/cells.py organization/master_data/writing.py
msgid "no"
msgstr "否"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
msgid "May be moved by"
msgstr "可调整"

#: campaigns/plan_view/plans.py
#, python-format
msgid "%(n)s days"
msgstr "%(n)s 天"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/detail.html
#: campaigns/templates/campaigns/revision.html
msgid "Budget"
msgstr "预算"

#: campaigns/plan_view/plans.py
#, python-format
msgid "Target: %(name)s"
msgstr "目标：%(name)s"

#: campaigns/plan_view/plans.py
#, python-format
msgid "Offer: %(product)s"
msgstr "优惠：%(product)s"

#: campaigns/plan_view/plans.py
#, python-format
msgid "Offer: %(product)s, %(name)s"
msgstr "优惠：%(product)s，%(name)s"

#: campaigns/plan_view/plans.py
#, python-format
msgid "With %(unit)s"
msgstr "联合 %(unit)s"

#: campaigns/plan_view/plans.py
msgid "Approached"
msgstr "目标客户：加入"

#: campaigns/plan_view/plans.py
msgid "Not approached"
msgstr "目标客户：剔除"

#: campaigns/plan_view/plans.py
msgid "May take it"
msgstr "可办理"

#: campaigns/plan_view/plans.py
msgid "May not take it"
msgstr "不可办理"

#: campaigns/plan_view/plans.py
#, python-format
msgid "%(n)s orders expected"
msgstr "预计办理 %(n)s 笔"

#: campaigns/plan_view/plans.py
#, python-format
msgid "%(n)s exclusions"
msgstr "剔除 %(n)s 项"

#: campaigns/plan_view/plans.py
#, python-format
msgid "%(quantity)s by %(day)s"
msgstr "%(day)s前 %(quantity)s"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/edit/service.html
#: campaigns/templates/campaigns/sheet.html
msgid "What front-line staff say"
msgstr "一线介绍口径"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/edit/service.html
#: campaigns/templates/campaigns/sheet.html
msgid "If something goes wrong"
msgstr "应急预案"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgid "Terms"
msgstr "业务规则"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgid "How customers get out"
msgstr "退出办法"

#: campaigns/plan_view/plans.py campaigns/templates/campaigns/sheet.html
msgid "Training on"
msgstr "培训日期"

#: campaigns/plan_view/plans.py
#, python-format
msgid "Script beside “%(name)s”"
msgstr "针对「%(name)s」的口径"

#: campaigns/plan_view/plans.py findings/old_figures.py
msgid "Selling point"
msgstr "卖点"

#: campaigns/plan_view/steps.py
msgid "Complete the plan and submit it."
msgstr "补全营销案后提交。"

#: campaigns/plan_view/steps.py
#, python-format
msgid "Runs until %(day)s, then ends by itself."
msgstr "执行到%(day)s，届时自动结束。"

#: campaigns/plan_view/steps.py
msgid "Suspended. The head and the service manager resume it together, or the head ends it."
msgstr "已暂停。由部门负责人和服务经理共同恢复，或由部门负责人结束。"

#: campaigns/plan_view/steps.py
msgid "Evaluate what it brought and write down what was learnt."
msgstr "评估效果，写下经验。"

#: campaigns/plan_view/steps.py
#, python-format
msgid "by itself on %(day)s"
msgstr "%(day)s自动"

#: campaigns/plan_view/steps.py
msgid "The check could not be finished. Start it again."
msgstr "检查没有完成，请重新发起。"

#: campaigns/plan_view/steps.py
msgid "The plan is being checked against all others; this page shows the result by itself."
msgstr "正在与其他营销案对照检查，结果会自动显示在本页。"

#: campaigns/plan_view/steps.py
msgid "the check"
msgstr "预检"

#: campaigns/plan_view/steps.py
#, python-format
msgid "Solve %(n)s blocking finding, then finalise."
msgid_plural "Solve %(n)s blocking findings, then finalise."
msgstr[0] "解决 %(n)s 项必须解决的问题，然后定稿。"

#: campaigns/plan_view/steps.py
msgid "Nothing blocks the plan: finalise it, then it goes to approval."
msgstr "没有阻碍：定稿后送审批。"

#: campaigns/plan_view/steps.py
#, python-format
msgid "Approve. Signatures still missing: %(roles)s."
msgstr "批准。还差签署：%(roles)s。"

#: campaigns/plan_view/steps.py
#, python-format
msgid "The launch is held: %(reason)s"
msgstr "上线被搁置：%(reason)s"

#: campaigns/plan_view/steps.py
#, python-format
msgid "Goes live by itself on %(day)s."
msgstr "%(day)s自动上线。"

#: campaigns/policies.py
msgid "Budget above which leadership approves"
msgstr "超过多少预算由公司领导批准"

#: campaigns/policies.py preflight/weighing.py
msgid "CNY"
msgstr "元"

#: campaigns/registries.py
msgctxt "check"
msgid "current"
msgstr "最新"

#: campaigns/registries.py
msgctxt "check"
msgid "being renewed"
msgstr "正在重新检查"

#: campaigns/registries.py
msgctxt "check"
msgid "outdated"
msgstr "已过时"

#: campaigns/tabs.py
msgid "Plan"
msgstr "方案"

#: campaigns/tabs.py campaigns/templates/campaigns/history.html
#: organization/templates/organization/policy.html
msgid "History"
msgstr "历史"

#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/list.html
msgid "Cycles and intentions"
msgstr "周期与意向"

#: campaigns/templates/campaigns/cycles.html
msgid "Who plans what and when, before anything is submitted."
msgstr "提交之前，谁在什么时候计划做什么。"

#: campaigns/templates/campaigns/cycles.html
msgid "Announced intentions"
msgstr "已公布的意向"

#: campaigns/templates/campaigns/cycles.html
msgid "Intention"
msgstr "意向"

#: campaigns/templates/campaigns/cycles.html channels/kinds.py
#: channels/templates/channels/products.html
#: channels/templates/channels/tabs.html desk/search.py
msgid "Products"
msgstr "业务"

#: campaigns/templates/campaigns/cycles.html
msgid "No intention is announced"
msgstr "还没有公布的意向"

#: campaigns/templates/campaigns/cycles.html
msgid "A planner announces a draft to let the others know of it early: its name, window, products, channels and branches, nothing else."
msgstr "策划可以提前公布草稿，让其他部门知道：只显示名称、执行期、业务、渠道和分公司。"

#
#: campaigns/templates/campaigns/cycles.html
msgid "Change cycles"
msgstr "维护规划周期"

#: campaigns/templates/campaigns/cycles.html
msgid "Cycle"
msgstr "周期"

#: campaigns/templates/campaigns/cycles.html
msgid "Plans beginning"
msgstr "开始的营销案"

#: campaigns/templates/campaigns/cycles.html common/models/job.py
#: customers/enums.py findings/templates/findings/aside.html
msgid "running"
msgstr "进行中"

#: campaigns/templates/campaigns/cycles.html
#, python-format
msgid "Plans beginning in %(code)s"
msgstr "%(code)s 中开始的营销案"

#: campaigns/templates/campaigns/cycles.html
#: campaigns/templates/campaigns/list.html campaigns/views/listing.py
msgid "Next step with"
msgstr "下一步在"

#: campaigns/templates/campaigns/cycles.html
msgid "No plan begins in this cycle yet."
msgstr "本周期还没有开始的营销案。"

#: campaigns/templates/campaigns/cycles.html
msgid "No planning cycle is open"
msgstr "没有进行中的规划周期"

#: campaigns/templates/campaigns/cycles.html
msgid "A cycle says by when intentions are announced and plans submitted; until one is set up, plans are made as they come."
msgstr "周期写明何时公布意向、何时提交；没有设定时，营销案随时编写。"

#: campaigns/templates/campaigns/detail.html
msgid "Nothing is planned yet"
msgstr "还没有计划"

#: campaigns/templates/campaigns/detail.html
msgid "Changed since it was approved"
msgstr "批准后有修改"

#: campaigns/templates/campaigns/detail.html
msgid "Changed since the last submission"
msgstr "上次提交后有修改"

#: campaigns/templates/campaigns/detail.html
#, python-format
msgid "%(n)s line, against revision %(revision)s"
msgid_plural "%(n)s lines, against revision %(revision)s"
msgstr[0] "%(n)s 行，对照第 %(revision)s 次提交"

#: campaigns/templates/campaigns/detail.html
msgid "Nothing but the number: both say the same."
msgstr "除了序号，两者内容相同。"

#: campaigns/templates/campaigns/detail.html
msgid "In short"
msgstr "概要"

#: campaigns/templates/campaigns/detail.html
msgid "Origin"
msgstr "来源"

#: campaigns/templates/campaigns/detail.html
msgid "Billing code"
msgstr "计费编码"

#: campaigns/templates/campaigns/detail.html
#, python-format
msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s 天"

#: campaigns/templates/campaigns/detail.html
#, python-format
msgid "draft after %(n)s"
msgstr "第 %(n)s 次提交后的草稿"

#: campaigns/templates/campaigns/detail.html
msgid "Submitted"
msgstr "提交时间"

#: campaigns/templates/campaigns/detail.html
#: campaigns/templates/campaigns/edit/basics.html
msgid "Targets"
msgstr "目标"

#: campaigns/templates/campaigns/detail.html
msgid "Contact and notes"
msgstr "联系人与备注"

#: campaigns/templates/campaigns/differences.html
msgid "Differences"
msgstr "差异"

#: campaigns/templates/campaigns/differences.html
msgid "Line"
msgstr "项目"

#: campaigns/templates/campaigns/differences.html
#: findings/templates/findings/way_out.html
#: preflight/templates/preflight/outlook.html
msgid "Before"
msgstr "之前"

#: campaigns/templates/campaigns/differences.html
msgid "Now"
msgstr "现在"

#: campaigns/templates/campaigns/differences.html
msgid "not there"
msgstr "没有"

#: campaigns/templates/campaigns/differences.html
msgid "taken out"
msgstr "已删除"

#: campaigns/templates/campaigns/edit.html
#: campaigns/templates/campaigns/edit/name.html
#, python-format
msgid "Edit: %(name)s"
msgstr "编辑：%(name)s"

#: campaigns/templates/campaigns/edit.html
#: campaigns/templates/campaigns/head.html comms/templates/comms/plan.html
#: comms/templates/comms/plan_edit.html
msgid "Edit"
msgstr "编辑"

#: campaigns/templates/campaigns/edit.html
#, python-format
msgid "draft after submission %(n)s"
msgstr "第 %(n)s 次提交后的草稿"

#: campaigns/templates/campaigns/edit.html
msgid "Saving…"
msgstr "正在保存…"

#: campaigns/templates/campaigns/edit.html
msgid "Not saved: no answer from the server. Your text is kept here and sent again."
msgstr "没有保存：服务器没有应答。内容保留在这里，会再次发送。"

#: campaigns/templates/campaigns/edit.html
msgid "Not saved: something needs mending."
msgstr "没有保存：有内容需要修改。"

#: campaigns/templates/campaigns/edit.html
msgid "Not saved: the plan was changed elsewhere."
msgstr "没有保存：营销案在别处改过。"

#: campaigns/templates/campaigns/edit.html
msgid "Compare with the last submission"
msgstr "与上次提交比较"

#: campaigns/templates/campaigns/edit.html
msgid "Sections"
msgstr "章节"

#: campaigns/templates/campaigns/edit.html
msgid "What follows from it"
msgstr "由此得出"

#: campaigns/templates/campaigns/edit.html
msgid "Not saved; your text is kept here."
msgstr "没有保存，填写的内容保留在这里。"

#: campaigns/templates/campaigns/edit.html
msgid "If you were signed out, sign in again in a second tab."
msgstr "如果已退出登录，请在新标签页重新登录。"

#: campaigns/templates/campaigns/edit/audience.html
msgid "Who may take it at a counter or online"
msgstr "谁可以在营业厅或线上办理"

#: campaigns/templates/campaigns/edit/audience.html
msgid "The same customers"
msgstr "同样的客户"

#: campaigns/templates/campaigns/edit/audience.html
msgid "Others, as follows"
msgstr "另行规定如下"

#: campaigns/templates/campaigns/edit/audience_panel.html
#, python-format
msgid "counted at %(at)s"
msgstr "%(at)s 统计"

#: campaigns/templates/campaigns/edit/audience_panel.html
#: customers/templates/customers/segment_total.html
msgid "persons"
msgstr "人"

#: campaigns/templates/campaigns/edit/audience_panel.html
msgid "Match"
msgstr "符合条件"

#: campaigns/templates/campaigns/edit/audience_panel.html
#, python-format
msgid "less %(what)s"
msgstr "减：%(what)s"

#: campaigns/templates/campaigns/edit/audience_panel.html
#, python-format
msgid "(%(text)s organisation among them, with its members)"
msgid_plural "(%(text)s organisations among them, with their members)"
msgstr[0] "（其中 %(text)s 个集团，连同其成员）"

#: campaigns/templates/campaigns/edit/audience_panel.html
msgid "Remain"
msgstr "剩余"

#: campaigns/templates/campaigns/edit/audience_panel.html
#, python-format
msgid "and %(text)s organisation, its members among the persons"
msgid_plural "and %(text)s organisations, their members among the persons"
msgstr[0] "以及 %(text)s 个集团，其成员已计入人数"

#: campaigns/templates/campaigns/edit/audience_panel.html
#, python-format
msgid "of them %(n)s belong to an organisation"
msgstr "其中 %(n)s 人属于集团"

#: campaigns/templates/campaigns/edit/badge.html
#, python-format
msgid "%(n)s to mend"
msgid_plural "%(n)s to mend"
msgstr[0] "%(n)s 处要改"

#: campaigns/templates/campaigns/edit/badge.html
msgid "Not filled in"
msgstr "未填"

#: campaigns/templates/campaigns/edit/badge.html
msgid "Complete"
msgstr "已填全"

#: campaigns/templates/campaigns/edit/banner.html
msgid "You changed this plan in another window in the meantime."
msgstr "这期间你在另一个窗口改过这个营销案。"

#: campaigns/templates/campaigns/edit/banner.html
msgid "Somebody changed this plan in the meantime."
msgstr "这期间有人改过这个营销案。"

#: campaigns/templates/campaigns/edit/banner.html
#, python-format
msgid "Last saved by %(who)s at %(at)s. What you typed is still here and not saved. Look at the newer plan in a second tab; then save yours over it, or load the newer one."
msgstr "%(who)s 于 %(at)s 最后保存。你填写的内容还在这里，尚未保存。可以在另一个标签页看新内容，然后用你的覆盖，或载入新内容。"

#: campaigns/templates/campaigns/edit/banner.html
msgid "See the newer plan"
msgstr "看新内容"

#: campaigns/templates/campaigns/edit/banner.html
msgid "Save mine"
msgstr "保存我的"

#: campaigns/templates/campaigns/edit/banner.html
msgid "Load the newer one"
msgstr "载入新内容"

#: campaigns/templates/campaigns/edit/banner.html
msgid "The plan begins on another day."
msgstr "营销案的首日改了。"

#: campaigns/templates/campaigns/edit/banner.html
#, python-format
msgid "Its waves, requests and training still lie where they were planned. Move them along by %(n)s day?"
msgid_plural "Its waves, requests and training still lie where they were planned. Move them along by %(n)s days?"
msgstr[0] "波次、物料申请和培训仍在原定的日子。是否一并平移 %(n)s 天？"

#: campaigns/templates/campaigns/edit/banner.html
msgid "Move them along"
msgstr "一并平移"

#: campaigns/templates/campaigns/edit/banner.html
msgid "Cannot be submitted yet:"
msgstr "还不能提交："

#: campaigns/templates/campaigns/edit/banner.html
#: campaigns/templates/campaigns/new.html
#: common/templates/common/form_errors.html
msgid "To the first one"
msgstr "到第一处"

#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/new.html
msgctxt "campaign"
msgid "Name"
msgstr "名称"

#: campaigns/templates/campaigns/edit/basics.html
#: common/templates/common/confirm.html common/templates/common/field.html
#: comms/templates/comms/draft.html customers/templates/customers/import.html
#: desk/templates/desk/ask.html findings/templates/findings/card.html
#: findings/templates/findings/way_out.html
msgid "required"
msgstr "必填"

#: campaigns/templates/campaigns/edit/basics.html
msgid "None ticked: all branches."
msgstr "都不勾选表示全部分公司。"

#: campaigns/templates/campaigns/edit/basics.html
#: campaigns/templates/campaigns/new.html campaigns/views/history.py
msgid "What the campaign is for"
msgstr "开展这个营销案的目的"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Budget, CNY"
msgstr "预算（元）"

#: campaigns/templates/campaigns/edit/basics.html
msgid "May be moved by, days"
msgstr "可调整天数"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Serves the initiative"
msgstr "所属举措"

#: campaigns/templates/campaigns/edit/basics.html
msgid "None"
msgstr "无"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Code in the billing system"
msgstr "BOSS 营销案编码"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Target"
msgstr "目标"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Urgent: gates run side by side"
msgstr "加急：各环节并行"

#: campaigns/templates/campaigns/edit/basics.html campaigns/views/history.py
msgid "Contact for questions"
msgstr "联系人"

#: campaigns/templates/campaigns/edit/basics.html campaigns/views/history.py
msgid "Notes"
msgstr "备注"

#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/placement_row.html channels/forms.py
#: channels/templates/channels/cell.html
msgid "Fit"
msgstr "适配"

#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/wave_row.html
msgid "To whom"
msgstr "对象"

#: campaigns/templates/campaigns/edit/channels.html
msgid "Orders, share"
msgstr "办理量、比例"

#: campaigns/templates/campaigns/edit/channels.html
#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/edit/resources.html
#: organization/templates/organization/entry.html
msgid "Remove"
msgstr "删除"

#: campaigns/templates/campaigns/edit/channels.html
#, python-format
msgid "The shares of the waves to all add up to 100%% at most."
msgstr "发给「全部」的各波次比例合计不超过 100%%。"

#: campaigns/templates/campaigns/edit/comms.html
msgid "Selling points, one per line"
msgstr "卖点，每行一条"

#: campaigns/templates/campaigns/edit/comms.html
msgid "What the customer has from it, in their words; at most 120 characters each. Comms builds its drafts on these."
msgstr "用客户的话说他能得到什么，每条不超过 120 字。传播据此写宣传稿。"

#: campaigns/templates/campaigns/edit/condition_row.html
msgctxt "condition"
msgid "and"
msgstr "且"

#: campaigns/templates/campaigns/edit/condition_row.html
#: customers/templates/customers/condition_row.html
msgid "Field"
msgstr "字段"

#: campaigns/templates/campaigns/edit/condition_row.html
#: campaigns/templates/campaigns/edit/offer_row.html
#: campaigns/templates/campaigns/edit/participant_row.html
#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/target_row.html
#: campaigns/templatetags/plan_form.py campaigns/views/new.py
#: customers/templates/customers/condition_row.html
msgid "Choose…"
msgstr "请选择…"

#: campaigns/templates/campaigns/edit/condition_row.html
#: customers/templates/customers/condition_row.html
msgid "Comparison"
msgstr "比较"

#: campaigns/templates/campaigns/edit/nav.html
msgid "something to mend"
msgstr "有要改的"

#: campaigns/templates/campaigns/edit/nav.html
msgid "not filled in"
msgstr "未填"

#: campaigns/templates/campaigns/edit/nav.html
msgid "complete"
msgstr "已填全"

#: campaigns/templates/campaigns/edit/nav.html
#, python-format
msgid "%(done)s of %(all)s complete"
msgstr "%(done)s / %(all)s 已填全"

#: campaigns/templates/campaigns/edit/offer_row.html findings/old_figures.py
msgid "Name of the tier"
msgstr "档位名称"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Pay, CNY"
msgstr "支付（元）"

#: campaigns/templates/campaigns/edit/offer_row.html
#: campaigns/templates/campaigns/edit/offers.html
msgid "Get"
msgstr "赠送"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "What is got"
msgstr "赠送内容"

#: campaigns/templates/campaigns/edit/offer_row.html
#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/sheet.html findings/views/sides.py
msgid "Rate"
msgstr "返还率"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Together with other offers"
msgstr "能否与其他优惠叠加"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Not said"
msgstr "未说明"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Worth, CNY"
msgstr "折合（元）"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Paid out over months"
msgstr "分几个月到账"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Bound for months"
msgstr "协议期（月）"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "At least a month, CNY"
msgstr "月最低消费（元）"

#: campaigns/templates/campaigns/edit/offer_row.html channels/forms.py
#: channels/templates/channels/products.html
msgid "Exclusive group"
msgstr "互斥组"

#: campaigns/templates/campaigns/edit/offers.html
msgctxt "offer"
msgid "Tier"
msgstr "档位"

#: campaigns/templates/campaigns/edit/offers.html
msgid "Pay"
msgstr "支付"

#: campaigns/templates/campaigns/edit/offers.html
msgctxt "got as"
msgid "as"
msgstr "形式"

#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/sheet.html findings/views/sides.py
msgid "With others"
msgstr "叠加"

#: campaigns/templates/campaigns/edit/offers.html
msgid "Rate = worth ÷ (pay + least spend × bound months)"
msgstr "返还率 = 折合金额 ÷（支付 + 月最低消费 × 协议月数）"

#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/sheet.html
msgid "Joint products"
msgstr "搭载的其他业务"

#: campaigns/templates/campaigns/edit/offers.html
msgid "Participants"
msgstr "参与方"

#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/edit/participant_row.html
#: campaigns/templates/campaigns/sheet.html customers/filter_fields.py
#: customers/forms.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html organization/forms.py
#: organization/kinds.py organization/row_forms.py
#: organization/templates/organization/person.html
#: organization/templates/organization/units.html organization/views/audit.py
#: resources/forms.py resources/templates/resources/act.html
#: resources/templates/resources/arrivals.html
#: resources/templates/resources/benefits.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "Unit"
msgstr "单位"

#: campaigns/templates/campaigns/edit/offers.html
#: campaigns/templates/campaigns/sheet.html
msgid "Share of cost"
msgstr "成本分摊"

#: campaigns/templates/campaigns/edit/offers.html
msgid "Participant"
msgstr "参与方"

#: campaigns/templates/campaigns/edit/order.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "enough"
msgstr "足够"

#: campaigns/templates/campaigns/edit/panel_wait.html
msgid "Being counted…"
msgstr "正在统计…"

#: campaigns/templates/campaigns/edit/participant_row.html
#, python-format
msgid "Share of the cost, %%"
msgstr "成本分摊比例（%%）"

#: campaigns/templates/campaigns/edit/placement_row.html
msgid "All products of the plan"
msgstr "本案全部业务"

#: campaigns/templates/campaigns/edit/placement_row.html
msgid "expected orders"
msgstr "预计办理量"

#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/sheet.html
msgid "Expected orders"
msgstr "预计办理量"

#: campaigns/templates/campaigns/edit/placement_row.html
msgid "Remove this channel"
msgstr "删除这个渠道"

#: campaigns/templates/campaigns/edit/placement_row.html
#: campaigns/templates/campaigns/edit/wave_row.html
msgid "Wave"
msgstr "波次"

#: campaigns/templates/campaigns/edit/placement_row.html
msgid "Leave a segment out here"
msgstr "在这里剔除一个客户分群"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
#: campaigns/templates/campaigns/sheet.html resources/kinds.py
#: resources/templates/resources/arrivals.html
#: resources/templates/resources/board.html
#: resources/templates/resources/materials.html
msgid "Resource"
msgstr "资源"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
#: campaigns/templates/campaigns/sheet.html
msgid "Where"
msgstr "地点"

#: campaigns/templates/campaigns/edit/request_row.html resources/forms.py
msgid "Quantity"
msgstr "数量"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
#: campaigns/templates/campaigns/sheet.html
#: preflight/rules/resource_lead_time.py preflight/rules/resource_shortage.py
#: resources/templates/resources/detail.html
msgid "Needed by"
msgstr "到位日期"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
msgid "There"
msgstr "可用"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
msgid "Others hold"
msgstr "他案已占"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
#: preflight/rules/resource_shortage.py
#: resources/templates/resources/detail.html
msgid "Short"
msgstr "缺口"

#: campaigns/templates/campaigns/edit/request_row.html
#: campaigns/templates/campaigns/edit/resources.html
#: preflight/rules/resource_lead_time.py
msgid "Order by"
msgstr "最迟下单"

#: campaigns/templates/campaigns/edit/resources.html
#: campaigns/templates/campaigns/sheet.html
msgid "Needed"
msgstr "需要"

#: campaigns/templates/campaigns/edit/section.html
msgid "Save this section"
msgstr "保存本节"

#: campaigns/templates/campaigns/edit/service.html
msgid "Terms that customers read"
msgstr "客户看到的业务规则"

#: campaigns/templates/campaigns/edit/service.html
msgid "How customers get out again"
msgstr "客户怎样退出"

#: campaigns/templates/campaigns/edit/service.html
msgid "Training of the front line on"
msgstr "一线培训日期"

#: campaigns/templates/campaigns/edit/service.html
msgid "Words where customers see another offer beside this one"
msgstr "客户同时看到另一优惠时的解释口径"

#: campaigns/templates/campaigns/edit/service.html
#: campaigns/templates/campaigns/sheet.html
#, python-format
msgid "Beside “%(name)s”"
msgstr "针对「%(name)s」"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Add or take away"
msgstr "加入或剔除"

#: campaigns/templates/campaigns/edit/source_row.html
#: campaigns/templates/campaigns/edit/sources.html
#: customers/templates/customers/segments.html
msgid "Segment"
msgstr "客户分群"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Choose a segment…"
msgstr "请选择客户分群…"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Audience of another campaign, by its code"
msgstr "另一个营销案的目标客户（填编码）"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Name or code of the campaign, as C2026-0007"
msgstr "营销案名称或编号，如 C2026-0007"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Customer numbers, one per line"
msgstr "客户号码，每行一个"

#: campaigns/templates/campaigns/edit/source_row.html
msgid "Customers for whom all of this is true"
msgstr "符合以下全部条件的客户"

#: campaigns/templates/campaigns/edit/source_row.html
#: customers/templates/customers/segment.html
msgid "Condition"
msgstr "条件"

#: campaigns/templates/campaigns/edit/sources.html
msgid "Conditions"
msgstr "条件"

#: campaigns/templates/campaigns/edit/sources.html
msgid "List of numbers"
msgstr "号码名单"

#: campaigns/templates/campaigns/edit/sources.html
msgid "Another campaign"
msgstr "另一个营销案"

#: campaigns/templates/campaigns/edit/status.html
#, python-format
msgid "Saved at %(at)s"
msgstr "%(at)s 已保存"

#: campaigns/templates/campaigns/edit/submit.html
msgid "Submit"
msgstr "提交"

#: campaigns/templates/campaigns/edit/target_row.html
msgid "Indicator"
msgstr "指标"

#: campaigns/templates/campaigns/edit/target_row.html
#: campaigns/templatetags/plan_form.py
#: customers/templates/customers/condition_row.html
#: organization/templates/organization/policy.html
#: resources/templates/resources/benefits.html
msgid "Value"
msgstr "值"

#: campaigns/templates/campaigns/edit/wave_row.html
msgid "Day of the wave"
msgstr "波次日期"

#: campaigns/templates/campaigns/edit/wave_row.html
msgid "From (time)"
msgstr "起（时间）"

#: campaigns/templates/campaigns/edit/wave_row.html
msgid "Until (time)"
msgstr "止（时间）"

#: campaigns/templates/campaigns/edit/wave_row.html
#, python-format
msgid "Share, %%"
msgstr "比例（%%）"

#: campaigns/templates/campaigns/edit/wave_row.html
msgid "Remove this wave"
msgstr "删除这个波次"

#: campaigns/templates/campaigns/head.html
#, python-format
msgid "%(points)s points"
msgstr "%(points)s 分"

#: campaigns/templates/campaigns/head.html
#: resources/templates/resources/detail.html
msgid "More actions"
msgstr "更多操作"

#: campaigns/templates/campaigns/head.html
msgid "Delete the draft"
msgstr "删除草稿"

#: campaigns/templates/campaigns/head.html
#: campaigns/templates/campaigns/history.html
#, python-format
msgid "%(text)s person"
msgid_plural "%(text)s persons"
msgstr[0] "%(text)s 人"

#: campaigns/templates/campaigns/head.html
msgid "Life of the campaign"
msgstr "营销案进程"

#: campaigns/templates/campaigns/head.html desk/templates/desk/due.html
#, python-format
msgid "Was due on %(day)s"
msgstr "%(day)s到期"

#: campaigns/templates/campaigns/head.html campaigns/views/header.py
#: comms/templates/comms/drafts.html desk/templates/desk/due.html
#, python-format
msgid "by %(day)s"
msgstr "%(day)s前"

#: campaigns/templates/campaigns/head.html
#, python-format
msgid "Next: %(text)s"
msgstr "下一步：%(text)s"

#: campaigns/templates/campaigns/head.html
#, python-format
msgid "With <strong>%(who)s</strong>."
msgstr "在 <strong>%(who)s</strong> 处。"

#: campaigns/templates/campaigns/head.html
msgid "blocking"
msgstr "必须解决"

#: campaigns/templates/campaigns/head.html
msgid "others"
msgstr "其他"

#: campaigns/templates/campaigns/head.html
msgid "The draft and everything in it are gone for good."
msgstr "草稿和其中所有内容将永久删除。"

#: campaigns/templates/campaigns/history.html
msgid "Difference"
msgstr "差异"

#: campaigns/templates/campaigns/history.html
#, python-format
msgid "%(n)s line"
msgid_plural "%(n)s lines"
msgstr[0] "%(n)s 行"

#: campaigns/templates/campaigns/history.html
msgid "Revisions to compare"
msgstr "选择要比较的两次提交"

#: campaigns/templates/campaigns/history.html
msgid "from"
msgstr "从"

#: campaigns/templates/campaigns/history.html campaigns/views/header.py
#, python-format
msgid "revision %(n)s"
msgstr "第 %(n)s 次提交"

#: campaigns/templates/campaigns/history.html
msgid "draft"
msgstr "草稿"

#: campaigns/templates/campaigns/history.html
msgid "to"
msgstr "到"

#: campaigns/templates/campaigns/history.html
#: comms/templates/comms/difference.html
msgid "Compare"
msgstr "比较"

#: campaigns/templates/campaigns/history.html
msgid "Both revisions say the same."
msgstr "两次提交内容相同。"

#: campaigns/templates/campaigns/history.html resources/forms.py
msgid "What happened"
msgstr "发生了什么"

#: campaigns/templates/campaigns/history.html
#: customers/templates/customers/import.html
#: organization/templates/organization/audit.html organization/views/audit.py
#: resources/templates/resources/arrivals.html
#: resources/templates/resources/detail.html
msgid "When"
msgstr "时间"

#: campaigns/templates/campaigns/history.html organization/filters.py
#: organization/templates/organization/audit.html
msgid "Who"
msgstr "操作人"

#: campaigns/templates/campaigns/history.html customers/forms.py
msgid "What"
msgstr "做了什么"

#: campaigns/templates/campaigns/history.html
msgid "State after"
msgstr "之后的状态"

#: campaigns/templates/campaigns/history.html channels/forms.py
#: channels/templates/channels/cell.html
#: common/templates/common/step_dialogs.html comms/templates/comms/draft.html
#: customers/imports/rejects.py organization/forms.py
#: organization/templates/organization/audit.html
#: organization/templates/organization/policy.html organization/views/audit.py
#: resources/forms.py
msgid "Reason"
msgstr "理由"

#: campaigns/templates/campaigns/history.html desk/inbox/approvals.py
#: desk/inbox/findings.py organization/templates/organization/audit.html
#, python-format
msgid "for %(name)s"
msgstr "代 %(name)s"

#: campaigns/templates/campaigns/history.html
#: organization/templates/organization/audit.html
msgid "by itself"
msgstr "自动"

#: campaigns/templates/campaigns/history.html
msgid "Revisions"
msgstr "历次提交"

#: campaigns/templates/campaigns/history.html
#: campaigns/templates/campaigns/revision.html
#, python-format
msgid "Revision %(n)s"
msgstr "第 %(n)s 次提交"

#: campaigns/templates/campaigns/history.html
#: channels/templates/channels/cell.html
msgid "in force"
msgstr "现行"

#: campaigns/templates/campaigns/list.html
#, python-format
msgid "%(n_text)s plan"
msgid_plural "%(n_text)s plans"
msgstr[0] "%(n_text)s 个营销案"

#: campaigns/templates/campaigns/list.html
msgid "filtered"
msgstr "已筛选"

#: campaigns/templates/campaigns/list.html comms/templates/comms/drafts.html
#: resources/templates/resources/board.html
msgid "Narrow the list"
msgstr "筛选"

#: campaigns/templates/campaigns/list.html
#: channels/templates/channels/family_filter.html
#: channels/templates/channels/matrix.html comms/templates/comms/drafts.html
#: customers/templates/customers/list.html
#: customers/templates/customers/segments.html organization/forms.py
#: organization/templates/organization/audit.html
#: resources/templates/resources/benefits.html
#: resources/templates/resources/board.html
msgid "Filter"
msgstr "筛选"

#: campaigns/templates/campaigns/list.html
msgid "More filters"
msgstr "更多筛选"

#: campaigns/templates/campaigns/list.html comms/templates/comms/drafts.html
#: resources/templates/resources/board.html
msgid "Clear"
msgstr "清除"

#: campaigns/templates/campaigns/list.html
msgid "No plan matches this filter"
msgstr "没有符合条件的营销案"

#: campaigns/templates/campaigns/list.html comms/templates/comms/drafts.html
#: resources/templates/resources/board.html
msgid "Take a condition away, or clear the filter."
msgstr "减少一个条件，或清除筛选。"

#: campaigns/templates/campaigns/list.html
msgid "No plans yet"
msgstr "还没有营销案"

#: campaigns/templates/campaigns/list.html
msgid "The plans of all departments appear here once they are submitted, and the drafts of your own."
msgstr "各部门提交后的营销案和本部门的草稿都在这里。"

#: campaigns/templates/campaigns/new.html
msgid "Five things to start with; nobody else sees the draft until it is announced or submitted."
msgstr "先填五项；公布意向或提交之前，别人看不到这份草稿。"

#: campaigns/templates/campaigns/new.html
#: common/templates/common/form_errors.html
msgid "Not saved yet."
msgstr "还没有保存。"

#: campaigns/templates/campaigns/new.html
#: common/templates/common/form_errors.html
msgid "Everything you typed is still here; what needs mending is marked."
msgstr "填写的内容都还在，要改的地方已标出。"

#: campaigns/templates/campaigns/new.html
msgid "As customers and branches will read it."
msgstr "客户和分公司看到的名称。"

#: campaigns/templates/campaigns/new.html
msgid "Start the draft"
msgstr "建立草稿"

#: campaigns/templates/campaigns/new.html
#: channels/templates/channels/channel.html
#: channels/templates/channels/product.html
#: common/templates/account/password_change.html
#: common/templates/common/confirm.html comms/templates/comms/draft.html
#: comms/templates/comms/draft_edit.html comms/templates/comms/plan_edit.html
#: comms/templates/comms/theme.html customers/templates/customers/segment.html
#: customers/templates/customers/segment_list.html desk/templates/desk/ask.html
#: findings/templates/findings/card.html
#: organization/templates/organization/entry.html
#: organization/templates/organization/unit.html
#: resources/templates/resources/act.html
#: resources/templates/resources/arrival.html
#: resources/templates/resources/confirm.html
#: resources/templates/resources/edit.html
msgid "Cancel"
msgstr "取消"

#: campaigns/templates/campaigns/revision.html
#, python-format
msgid "This is revision %(n)s, as %(who)s submitted it at %(at)s."
msgstr "这是第 %(n)s 次提交的内容，%(who)s 于 %(at)s 提交。"

#: campaigns/templates/campaigns/revision.html
#, python-format
msgid "This is the draft of revision %(n)s."
msgstr "这是第 %(n)s 次提交前的草稿。"

#: campaigns/templates/campaigns/revision.html
msgid "All revisions"
msgstr "历次提交"

#: campaigns/templates/campaigns/sheet.html
msgid "What it is for"
msgstr "目的"

#: campaigns/templates/campaigns/sheet.html findings/views/sides.py
msgid "Bound"
msgstr "协议期"

#: campaigns/templates/campaigns/sheet.html
msgid "No offer yet."
msgstr "还没有优惠。"

#: campaigns/templates/campaigns/sheet.html
#, python-format
msgid "%(n)s person, frozen at submission"
msgid_plural "%(n)s persons, frozen at submission"
msgstr[0] "%(n)s 人，提交时冻结"

#: campaigns/templates/campaigns/sheet.html
#, python-format
msgid "%(n)s person today"
msgid_plural "%(n)s persons today"
msgstr[0] "今天 %(n)s 人"

#: campaigns/templates/campaigns/sheet.html
msgid "with"
msgstr "包含"

#: campaigns/templates/campaigns/sheet.html
msgid "without"
msgstr "剔除"

#: campaigns/templates/campaigns/sheet.html
msgid "Nobody is addressed yet."
msgstr "还没有目标客户。"

#: campaigns/templates/campaigns/sheet.html
msgid "Who may take it"
msgstr "谁可以办理"

#: campaigns/templates/campaigns/sheet.html
msgid "The same customers may take it at a counter or online."
msgstr "同样的客户可以在营业厅或线上办理。"

#: campaigns/templates/campaigns/sheet.html
msgid "How the audience is made up is shown to the owner department."
msgstr "目标客户的构成只对归口部门显示。"

#: campaigns/templates/campaigns/sheet.html
msgid "Waves"
msgstr "波次"

#: campaigns/templates/campaigns/sheet.html
#: findings/templates/findings/aside.html
msgid "Share"
msgstr "占比"

#: campaigns/templates/campaigns/sheet.html
#, python-format
msgid "%(n)s exclusion"
msgid_plural "%(n)s exclusions"
msgstr[0] "剔除 %(n)s 项"

#: campaigns/templates/campaigns/sheet.html
msgid "No channel yet."
msgstr "还没有渠道。"

#: campaigns/templates/campaigns/sheet.html
msgid "Nothing is asked for."
msgstr "没有申请资源。"

#: campaigns/templates/campaigns/sheet.html
msgid "No selling points yet: Comms needs at least one to write with."
msgstr "还没有卖点：传播至少需要一条。"

#: campaigns/templatetags/plan_form.py
#, python-format
msgid "Search: %(what)s"
msgstr "搜索：%(what)s"

#: campaigns/templatetags/plan_form.py
msgid "Search…"
msgstr "搜索…"

#: campaigns/templatetags/plan_form.py
msgid "Remove this row"
msgstr "删除此行"

#: campaigns/validators.py
msgid "A plan runs for at most 366 days."
msgstr "营销案最长 366 天。"

#: campaigns/views/actions.py
msgid "The plan goes on."
msgstr "营销案已恢复执行。"

#: campaigns/views/actions.py
#, python-format
msgid "The draft “%(name)s” is deleted."
msgstr "草稿「%(name)s」已删除。"

#: campaigns/views/editor/choices.py
msgctxt "audience line"
msgid "Add"
msgstr "加入"

#: campaigns/views/editor/choices.py
msgctxt "audience line"
msgid "Take away"
msgstr "收回"

#: campaigns/views/editor/context.py
#, python-format
msgid "Not saved, something needs mending: %(sections)s."
msgstr "没有保存，有内容需要修改：%(sections)s。"

#: campaigns/views/editor/counting.py
#, python-format
msgid "%(n)s person remains"
msgid_plural "%(n)s persons remain"
msgstr[0] "剩余 %(n)s 人"

#: campaigns/views/editor/figures.py
#, python-format
msgid "for %(groups)s"
msgstr "适用于%(groups)s"

#: campaigns/views/editor/figures.py
msgid "day off"
msgstr "休息日"

#: campaigns/views/editor/figures.py
#, python-format
msgid "%(n)s day in all"
msgid_plural "%(n)s days in all"
msgstr[0] "共 %(n)s 天"

#: campaigns/views/editor/moving.py
msgid "Choose a day."
msgstr "请选日期。"

#: campaigns/views/editor/moving.py
#, python-format
msgid "The plan now begins on %(day)s; its waves and requests moved along."
msgstr "营销案改为%(day)s开始，波次和资源申请一起移动。"

#: campaigns/views/editor/page.py
msgid "This plan is no longer a draft. Recall it to change it."
msgstr "营销案已不是草稿；要修改请先撤回。"

#: campaigns/views/editor/page.py
msgid "Saved; waves, requests and training moved along."
msgstr "已保存；波次、物料申请和培训已一并平移。"

#: campaigns/views/editor/page.py
msgid "Saved."
msgstr "已保存。"

#: campaigns/views/editor/sections.py
#, python-format
msgid "%(n)s channel"
msgid_plural "%(n)s channels"
msgstr[0] "%(n)s 个渠道"

#: campaigns/views/editor/sections.py
#, python-format
msgid "%(n)s tier"
msgid_plural "%(n)s tiers"
msgstr[0] "%(n)s 个档位"

#: campaigns/views/editor/sections.py
msgid "amounts in CNY"
msgstr "金额单位为元"

#: campaigns/views/editor/sections.py
msgid "everybody added, without those taken away"
msgstr "加入的全部客户，减去剔除的"

#: campaigns/views/editor/sections.py
#, python-format
msgid "%(n)s wave"
msgid_plural "%(n)s waves"
msgstr[0] "%(n)s 个波次"

#: campaigns/views/editor/sections.py
#, python-format
msgid "%(n)s request"
msgid_plural "%(n)s requests"
msgstr[0] "%(n)s 项申请"

#: campaigns/views/header.py
msgid "Only these channels"
msgstr "只暂停这些渠道"

#: campaigns/views/header.py
msgid "Only these branches"
msgstr "只暂停这些分公司"

#: campaigns/views/header.py
#, python-format
msgid "%(n)s blocking"
msgid_plural "%(n)s blocking"
msgstr[0] "%(n)s 项必须解决"

#: campaigns/views/header.py
#, python-format
msgid "%(signed)s of %(asked)s signed"
msgstr "已签 %(signed)s / %(asked)s"

#: campaigns/views/listing.py
msgid "Audience (persons)"
msgstr "目标客户（人）"

#: campaigns/views/listing.py
msgid "Blocking findings"
msgstr "必须解决的问题"

#: campaigns/views/new.py
#, python-format
msgid "The draft %(code)s is there. Fill in the rest; it saves itself."
msgstr "草稿 %(code)s 已建立。请填写其余内容，会自动保存。"

#: campaigns/workflow/__init__.py
#, python-format
msgid "The plan is at revision %(revision)s by now. Read it before you decide."
msgstr "营销案现在已是第 %(revision)s 次提交，请看过再决定。"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Draft"
msgstr "草稿"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Check"
msgstr "预检"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Coordinate"
msgstr "协调"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Finalise"
msgstr "定稿"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Approve"
msgstr "审批"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Launch"
msgstr "上线"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "End"
msgstr "结束"

#: campaigns/workflow/__init__.py
msgctxt "step"
msgid "Evaluate"
msgstr "评估"

#: campaigns/workflow/__init__.py
msgctxt "audit object"
msgid "Campaign"
msgstr "营销案"

#: campaigns/workflow/__init__.py findings/way_views.py
#, python-format
msgid "This cannot be done with a plan in the state “%(state)s”."
msgstr "营销案处于「%(state)s」，不能这样做。"

#: campaigns/workflow/approval.py
msgid "A plan of another department came first. The plan is back in coordination; its promises are kept."
msgstr "另一个部门的营销案已先获批准。本案回到协调中，已有承诺都保留。"

#: campaigns/workflow/approval.py
#, python-format
msgid "%(winner)s “%(name)s” of %(unit)s came first (%(what)s). The plan is back in coordination; its promises are kept."
msgstr "%(unit)s的%(winner)s「%(name)s」已先获批准（%(what)s）。本案回到协调中，已有承诺都保留。"

#: campaigns/workflow/approval.py
#, python-format
msgid "The check at approval found something that has to be solved first (%(what)s). The plan is back in coordination; its promises are kept."
msgstr "审批时的复检发现了必须先解决的问题（%(what)s）。本案回到协调中，已有承诺都保留。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Launch"
msgstr "上线"

#: campaigns/workflow/from_approval.py
msgid "The plan is live."
msgstr "营销案已上线执行。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Launch in spite of open points"
msgstr "强行上线"

#: campaigns/workflow/from_approval.py
msgid "The plan goes live although not everything is in place. Your reason is kept."
msgstr "尚未全部就绪就强行上线，理由会留存。"

#: campaigns/workflow/from_approval.py
msgid "The plan is live. Your reason is recorded."
msgstr "营销案已上线执行，理由已记录。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Suspend"
msgstr "暂停"

#: campaigns/workflow/from_approval.py
msgid "Nothing more goes out until the head and the service manager resume it. Tick channels or branches to suspend only these; without a tick the whole plan stops."
msgstr "在部门负责人和服务经理恢复之前不再执行。勾选渠道或分公司则只暂停这些部分；不勾选则整个营销案暂停。"

#: campaigns/workflow/from_approval.py
msgid "Suspended. Nothing more goes out."
msgstr "已暂停，不再对外投放。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Resume"
msgstr "恢复"

#: campaigns/workflow/from_approval.py
msgid "You agreed to resume; once both have agreed, the plan runs on."
msgstr "已记录你同意恢复；负责人和服务经理都同意后即恢复执行。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "End"
msgstr "结束"

#: campaigns/workflow/from_approval.py
msgid "The plan ends today for all branches and channels."
msgstr "营销案今天在全部分公司和渠道结束。"

#: campaigns/workflow/from_approval.py
msgid "Ended. What was reserved is freed; evaluate it within 30 days."
msgstr "已结束，占用已释放；请在 30 天内完成评估。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Evaluate"
msgstr "评估"

#: campaigns/workflow/from_approval.py
msgid "The plan is closed for good as evaluated; no results are entered after that."
msgstr "营销案将作为已评估永久结案，之后不能再录入成效。"

#: campaigns/workflow/from_approval.py
msgid "Evaluated."
msgstr "已评估。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Withdraw"
msgstr "撤销"

#: campaigns/workflow/from_approval.py
msgid "The plan is given up: what it reserved is freed, and plans in conflict with it are checked again."
msgstr "放弃这个营销案：释放占用的资源，与它冲突的营销案会重新检查。"

#: campaigns/workflow/from_approval.py
msgid "Withdrawn. What it reserved is freed."
msgstr "已撤销，占用已释放。"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Lapse"
msgstr "失效"

#: campaigns/workflow/from_approval.py
msgctxt "audit"
msgid "Lapsed"
msgstr "失效"

#: campaigns/workflow/from_approval.py
msgctxt "action"
msgid "Copy"
msgstr "复制"

#: campaigns/workflow/from_approval.py
msgid "Copied into a new draft. Set its window first."
msgstr "已复制为新草稿，请先设定执行期。"

#: campaigns/workflow/from_approval.py
msgctxt "audit"
msgid "Copied"
msgstr "复制"

#: campaigns/workflow/submission.py
#, python-format
msgid "The segment %(segment)s is no longer offered. Choose another one."
msgstr "分群“%(segment)s”已停用，请换一个。"

#: campaigns/workflow/submission.py
msgid "The audience is empty: nobody matches it today."
msgstr "目标客户为空：今天没有人符合条件。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Announce"
msgstr "公布意向"

#: campaigns/workflow/until_approval.py
msgid "All departments see from now on that this is planned: its name, window, products, channels and branches. It cannot be taken back, only given up."
msgstr "从现在起各部门都能看到这项计划：名称、执行期、业务、渠道和分公司。公布后不能收回，只能放弃。"

#: campaigns/workflow/until_approval.py
msgid "The intention is known to all departments: name, window, products, channels and branches."
msgstr "各部门都会知道这个意向：名称、执行期、业务、渠道和分公司。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Submit"
msgstr "提交"

#: campaigns/workflow/until_approval.py
msgid "Submitted. The check runs now; what it finds appears here by itself."
msgstr "已提交，正在检查；发现的问题会自动显示在这里。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Check done"
msgstr "检查完成"

#: campaigns/workflow/until_approval.py
msgctxt "audit"
msgid "Check done"
msgstr "检查完成"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Check again"
msgstr "重新检查"

#: campaigns/workflow/until_approval.py
msgid "The check starts again."
msgstr "已重新开始检查。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Recall"
msgstr "撤回修改"

#: campaigns/workflow/until_approval.py
msgid "The plan is a draft again. Discussions and reservations of others are kept."
msgstr "营销案已回到草稿，讨论和他人的占用都保留。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Finalise"
msgstr "定稿"

#: campaigns/workflow/until_approval.py
msgid "Finalised. Those who approve have been told."
msgstr "已定稿，已通知审批人。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Approve"
msgstr "批准"

#: campaigns/workflow/until_approval.py
msgid "Warnings are open that nobody has accepted. Look at them, and say why the plan goes ahead."
msgstr "还有未经接受的“需关注”问题。请先查看，并写明同意上线的理由。"

#: campaigns/workflow/until_approval.py
msgid "Your approval is recorded."
msgstr "已记录你的批准。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Return"
msgstr "退回修改"

#: campaigns/workflow/until_approval.py
msgid "The plan goes back to its draft. The planner sees your reason."
msgstr "营销案退回草稿修改，策划会看到理由。"

#: campaigns/workflow/until_approval.py
msgid "Returned. The planner has been told why."
msgstr "已退回，已告知策划原因。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "Reject"
msgstr "否决"

#: campaigns/workflow/until_approval.py
msgid "The plan is turned down for good. The planner sees your reason."
msgstr "营销案将被否决，策划会看到理由。"

#: campaigns/workflow/until_approval.py
msgid "Rejected. The planner has been told why."
msgstr "已否决，已告知策划原因。"

#: campaigns/workflow/until_approval.py
msgctxt "action"
msgid "To be re-dated"
msgstr "待改期"

#: campaigns/workflow/until_approval.py
msgctxt "audit"
msgid "Back to be re-dated"
msgstr "退回改期"

#: channels/audit_labels.py
msgctxt "audit object"
msgid "Channel"
msgstr "渠道"

#: channels/audit_labels.py
msgctxt "audit"
msgid "Channel added"
msgstr "登记渠道"

#: channels/audit_labels.py
msgctxt "audit"
msgid "Channel changed"
msgstr "修改渠道"

#: channels/audit_labels.py
msgctxt "audit object"
msgid "Product"
msgstr "业务"

#: channels/audit_labels.py
msgctxt "audit"
msgid "Product added"
msgstr "登记业务"

#: channels/audit_labels.py
msgctxt "audit"
msgid "Product changed"
msgstr "修改业务"

#: channels/audit_labels.py
msgctxt "audit object"
msgid "Loading rule"
msgstr "渠道加载规则"

#: channels/audit_labels.py
msgctxt "audit"
msgid "Fit changed"
msgstr "修改适配程度"

#: channels/commands.py
#, python-format
msgid "%(n)s plans under way use this channel. Say why it is taken out of use."
msgstr "有 %(n)s 个进行中的营销案在用这个渠道。请写明停用的原因。"

#: channels/commands.py
msgid "Say why; the reason stays with the rule."
msgstr "请写明理由，理由会随规则保存。"

#: channels/commands.py
msgid "The rule says this already, for the same reason. Nothing was changed."
msgstr "规则本来就是这样，理由也相同，没有改动。"

#: channels/enums.py
msgid "billed to a person"
msgstr "按个人计费"

#: channels/enums.py
msgid "billed to a group"
msgstr "按集团计费"

#: channels/enums.py
msgid "push"
msgstr "主动推送"

#: channels/enums.py
msgid "pull"
msgstr "客户主动"

#: channels/enums.py
msgid "SMS"
msgstr "短信"

#: channels/enums.py
msgid "outbound call"
msgstr "外呼"

#: channels/enums.py
msgid "app message"
msgstr "客户端消息"

#: channels/enums.py
msgid "visit"
msgstr "上门"

#: channels/enums.py
msgid "no contact"
msgstr "不接触"

#: channels/enums.py
msgid "preferred"
msgstr "优先"

#: channels/enums.py
msgid "allowed"
msgstr "允许"

#: channels/enums.py
msgid "discouraged"
msgstr "不建议"

#: channels/enums.py
msgid "forbidden"
msgstr "禁止"

#: channels/enums.py
msgid "on trial"
msgstr "试点中"

#: channels/forms.py
msgid "Needed to take a channel out of use while plans use it."
msgstr "渠道仍有营销案在用而要停用时必填。"

#: channels/forms.py channels/templates/channels/channels.html
msgid "Direction"
msgstr "方向"

#: channels/forms.py channels/templates/channels/channels.html
msgid "Counts as contact"
msgstr "计为何种接触"

#: channels/forms.py
msgid "Capacity per day"
msgstr "日容量"

#: channels/forms.py
msgid "Capacity per week"
msgstr "周容量"

#: channels/forms.py
msgid "Public"
msgstr "公开"

#: channels/forms.py
msgid "Staffed"
msgstr "有人值守"

#: channels/forms.py
msgid "Needs consent"
msgstr "须客户同意"

#: channels/forms.py
msgid "Outlets"
msgstr "网点数"

#: channels/forms.py
#, python-format
msgid "Plans under way use this channel: %(names)s. Say why it is taken out of use."
msgstr "这些进行中的营销案在用这个渠道：%(names)s。请写明停用的原因。"

#: channels/forms.py channels/templates/channels/family_filter.html
#: channels/templates/channels/matrix.html
#: channels/templates/channels/products.html
msgid "Family"
msgstr "业务族"

#: channels/forms.py channels/templates/channels/products.html
msgid "Billed to"
msgstr "计费对象"

#: channels/forms.py channels/templates/channels/products.html
msgid "Brand"
msgstr "品牌"

#: channels/forms.py
msgid "Monthly fee (CNY)"
msgstr "月费（元）"

#: channels/forms.py channels/kinds.py channels/templates/channels/matrix.html
#: customers/filter_fields.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html
msgid "Customer group"
msgstr "客户类别"

#
#: channels/kinds.py channels/templates/channels/tabs.html
msgid "Product families"
msgstr "业务族"

#: channels/kinds.py findings/views/sides.py
msgid "Product family"
msgstr "业务族"

#: channels/kinds.py
msgid "Products that answer the same need: two offers of one family can clash."
msgstr "满足同一需求的业务；同族的两个优惠可能冲突"

#: channels/kinds.py
msgid "What is sold, by family."
msgstr "销售的业务，按业务族归类"

#
#: channels/kinds.py channels/templates/channels/tabs.html
msgid "Customer groups"
msgstr "客户类别"

#: channels/kinds.py
msgid "Whom loading rules speak of: consumers, enterprises, members, households, campus."
msgstr "渠道加载规则所指的客户：个人、政企、集团成员、家庭、校园等"

#
#: channels/kinds.py
msgid "Ways to the customer, and what each can carry."
msgstr "通向客户的途径，以及各自的容量"

#: channels/kinds.py channels/templates/channels/cell.html
#: channels/templates/channels/matrix.html
#: channels/templates/channels/products.html
#: channels/templates/channels/tabs.html
msgid "Loading rules"
msgstr "渠道加载规则"

#
#: channels/kinds.py
msgid "Loading rule"
msgstr "渠道加载规则"

#
#: channels/kinds.py
msgid "How well a product suits a customer group on a channel; an empty cell is allowed."
msgstr "业务对客户类别在各渠道的适配程度；没有规则即为允许"

#: channels/kinds.py
msgid "A product belongs to a family."
msgstr "每项业务都归在一个业务族下。"

#: channels/kinds.py
msgid "An offer is for a product."
msgstr "优惠是针对业务的。"

#: channels/kinds.py
msgid "Loading rules say what suits whom."
msgstr "渠道加载规则按客户类别说明适配程度。"

#: channels/kinds.py
msgid "A plan reaches its customers over channels."
msgstr "营销案通过渠道触达客户。"

#
#: channels/kinds.py
msgid "Without a rule every channel is allowed."
msgstr "没有规则时所有渠道均允许。"

#: channels/models/channel.py
msgid "What it shows can be seen by people who are not addressed."
msgstr "未被面向的人也看得到它展示的内容。"

#: channels/models/channel.py
msgid "Only persons who agreed may be contacted."
msgstr "只能联系同意过的客户。"

#: channels/models/channel.py
msgid "Push: contacts; staffed: transactions per branch. Empty: no limit."
msgstr "推送渠道：接触人次；有人渠道：每分公司办理笔数。留空表示不限。"

#: channels/models/channel.py
msgid "Number of outlets, for information."
msgstr "网点数量，仅供参考。"

#: channels/models/channel.py
msgid "A push channel needs a contact class."
msgstr "推送渠道须选接触方式。"

#: channels/models/channel.py
msgid "A week carries at least as much as one day."
msgstr "周容量不能小于日容量。"

#: channels/models/product.py
msgid "product families"
msgstr "业务族"

#: channels/models/product.py
msgid "A customer holds one product of it at a time."
msgstr "同组业务客户同时只持有一个。"

#: channels/models/rule.py
msgid "Empty: came in with the first set of rules."
msgstr "空：随初始规则录入。"

#: channels/templates/channels/cell.html
#, python-format
msgid "%(product)s on %(channel)s"
msgstr "%(product)s在%(channel)s"

#: channels/templates/channels/cell.html comms/templates/comms/draft.html
msgid "Versions"
msgstr "历次版本"

#: channels/templates/channels/cell.html
msgid "Version"
msgstr "版本"

#: channels/templates/channels/cell.html
msgid "Valid"
msgstr "有效期"

#: channels/templates/channels/cell.html comms/templates/comms/draft_table.html
#: organization/templates/organization/workbook_outcome.html
msgid "Changed"
msgstr "修改"

#: channels/templates/channels/cell.html
msgid "with the first set of rules"
msgstr "随初始规则录入"

#: channels/templates/channels/cell.html
msgid "Nothing said yet: allowed."
msgstr "尚无规定，视为允许。"

#: channels/templates/channels/cell.html
msgid "Change the fit"
msgstr "修改适配"

#: channels/templates/channels/cell.html
#, python-format
msgid "In force now: %(fit)s"
msgstr "现行：%(fit)s"

#: channels/templates/channels/cell.html
msgid "Change fit"
msgstr "修改适配"

#: channels/templates/channels/cell.html
msgid "The channel manager changes loading rules."
msgstr "加载规则由渠道经理修改。"

#: channels/templates/channels/channel.html
#: channels/templates/channels/channels.html
msgid "New channel"
msgstr "新建渠道"

#: channels/templates/channels/channel.html
#: channels/templates/channels/product.html
#: comms/templates/comms/draft_edit.html comms/templates/comms/plan_edit.html
#: comms/templates/comms/theme.html customers/templates/customers/segment.html
#: customers/templates/customers/segment_list.html
#: organization/templates/organization/entry.html
#: organization/templates/organization/person.html
#: organization/templates/organization/unit.html
#: resources/templates/resources/arrival.html
#: resources/templates/resources/edit.html
msgid "Save"
msgstr "保存"

#: channels/templates/channels/channels.html
msgid "Ways to the customer, and what each can carry"
msgstr "通向客户的途径，以及各自的容量"

#: channels/templates/channels/channels.html
msgid "Properties"
msgstr "属性"

#: channels/templates/channels/channels.html
msgid "Per day"
msgstr "每天"

#: channels/templates/channels/channels.html
msgid "Per week"
msgstr "每周"

#: channels/templates/channels/channels.html
msgid "public"
msgstr "公开"

#: channels/templates/channels/channels.html
msgid "staffed"
msgstr "有人值守"

#: channels/templates/channels/channels.html
msgid "needs consent"
msgstr "须同意"

#: channels/templates/channels/channels.html
#: resources/templates/resources/detail.html
msgid "out of use"
msgstr "停用"

#: channels/templates/channels/channels.html
#, python-format
msgid "%(outlets)s outlet"
msgid_plural "%(outlets)s outlets"
msgstr[0] "%(outlets)s 个网点"

#: channels/templates/channels/channels.html
msgid "No channel yet. Plans choose from the channels entered here."
msgstr "还没有渠道。营销案从这里登记的渠道中选择。"

#: channels/templates/channels/family_filter.html
#: channels/templates/channels/matrix.html comms/forms.py
#: comms/templates/comms/released.html
#: organization/templates/organization/notices.html resources/benefit_forms.py
#: resources/forms.py
msgid "all"
msgstr "全部"

#: channels/templates/channels/matrix.html
msgid "How well a product suits a customer group on a channel; an empty cell is allowed"
msgstr "业务对客户类别在各渠道的适配程度；空格表示允许"

#: channels/templates/channels/matrix.html
msgid "Reset"
msgstr "清除筛选"

#: channels/templates/channels/matrix.html
msgid "Shown are the pairs with a rule. Choose a family, product or group to see all and start one."
msgstr "这里只列出已有规则的组合。选择业务族、业务或客户类别，即可看到全部组合并新建规则。"

#: channels/templates/channels/matrix.html
msgid "allowed, nothing said"
msgstr "允许，尚无规定"

#: channels/templates/channels/matrix.html
msgid "No rule yet: every channel is allowed. Choose a product above to start one."
msgstr "还没有规则：所有渠道均为允许。在上方选择业务即可新建。"

#: channels/templates/channels/product.html
#: channels/templates/channels/products.html
msgid "New product"
msgstr "新建业务"

#: channels/templates/channels/products.html
msgid "Offers of one family can clash; a customer holds one product of an exclusive group"
msgstr "同一业务族的优惠可能互相冲突；同一互斥组客户只持有一个业务"

#: channels/templates/channels/products.html
msgid "Monthly fee"
msgstr "月费"

#: channels/templates/channels/products.html
#, python-format
msgid "%(n)s rule"
msgid_plural "%(n)s rules"
msgstr[0] "%(n)s 条规则"

#: channels/templates/channels/products.html
msgid "No product here yet."
msgstr "这里还没有业务。"

#: channels/views/channels.py
#, python-format
msgid "%(channel)s was saved. The next checks count with it."
msgstr "%(channel)s已保存，下次检查按它计算。"

#: channels/views/matrix.py
#, python-format
msgid "The rule is now: %(fit)s. The next checks use it."
msgstr "规则现为：%(fit)s。下次检查按它计算。"

#: channels/views/products.py
#, python-format
msgid "%(product)s was saved."
msgstr "%(product)s已保存。"

#: common/api/errors.py common/write.py
msgid "Somebody changed this after you read it. Read it again, then repeat your change."
msgstr "你打开之后有人改过。请重新读取，再做一次修改。"

#: common/api/errors.py
msgid "This cannot be done now."
msgstr "现在不能这样做。"

#: common/api/errors.py
msgid "The request is larger than 2.5 MB. Send it in parts."
msgstr "请求超过 2.5 MB，请分批发送。"

#: common/api/errors.py
msgid "A value is out of range."
msgstr "有数值超出范围。"

#: common/api/fields.py common/text.py
msgid "The text holds invisible or control characters."
msgstr "文字里有不可见字符或控制字符。"

#: common/api/fields.py
msgid "Write it in one line."
msgstr "请写在一行内。"

#: common/api/fields.py customers/filter_parsing.py
msgid "Nested too deeply."
msgstr "嵌套太深。"

#: common/api/filters.py
msgid "Unknown filter."
msgstr "没有这个筛选项。"

#: common/api/filters.py customers/filter_values.py
msgid "Write true or false."
msgstr "请填是或否。"

#: common/api/negotiation.py findings/api/views.py
msgid "Unknown value."
msgstr "没有这个值。"

#: common/api/pagination.py
msgid "This is no cursor; take it from next or previous."
msgstr "这不是有效的翻页标记，请取自 next 或 previous。"

#: common/api/pagination.py
msgid "A whole number from 1 to 500."
msgstr "请填 1 到 500 之间的整数。"

#: common/api/pagination.py
msgid "This list cannot be ordered by that."
msgstr "本列表不能按此排序。"

#: common/api/parsers.py
msgid "The body is not text in UTF-8."
msgstr "请求体不是 UTF-8 文本。"

#: common/api/parsers.py
#, python-format
msgid "The body is not JSON: line %(line)s, character %(character)s."
msgstr "请求体不是 JSON：第 %(line)s 行第 %(character)s 个字符有误。"

#: common/api/parsers.py
msgid "The JSON is nested too deeply."
msgstr "JSON 嵌套层次太深。"

#: common/api/parsers.py
msgid "The body holds a number with too many digits."
msgstr "请求体中有位数过多的数字。"

#: common/api/parsers.py
msgid "The body is empty; send a JSON object."
msgstr "请求体是空的，请发送一个 JSON 对象。"

#: common/api/parsers.py
msgid "The body says a name twice in one object."
msgstr "请求体的同一个对象里，有一个名称写了两次。"

#: common/api/parsers.py
#, python-format
msgid "%(name)s is no number in JSON."
msgstr "%(name)s 在 JSON 里不是数字。"

#: common/api/parsers.py
msgid "The body holds half a character (a lone surrogate)."
msgstr "请求体中有不完整的字符（单独的代理项）。"

#: common/api/serializers.py customers/filter_parsing.py
msgid "Unknown or read-only field."
msgstr "未知字段或只读字段。"

#: common/api/views.py
msgid "The idempotency key must be printable and at most 255 characters long."
msgstr "幂等键须为可打印字符，最长 255 个。"

#: common/api/views.py
msgid "This idempotency key was used with another request."
msgstr "这个幂等键已用于另一个请求。"

#: common/days.py
msgid "A date from 2000-01-01 to 2100-12-31."
msgstr "日期须在 2000-01-01 到 2100-12-31 之间。"

#: common/display.py customers/formatting.py
msgctxt "list"
msgid ", "
msgstr "、"

#: common/display.py
#, python-format
msgid "%(names)s and %(n)s more"
msgstr "%(names)s和另外 %(n)s 个"

#: common/errors.py comms/commands/reviewing.py customers/access.py
#: desk/eligibility.py organization/commands.py resources/access.py
#: resources/commands/arrivals.py
msgid "Your role does not allow this."
msgstr "你的角色不能做这一步。"

#: common/errors.py
msgid "Somebody else is changing this right now. Try again in a moment."
msgstr "别人正在修改，请稍后再试。"

#: common/machine/machine.py
msgid "There is no such step."
msgstr "没有这一步。"

#: common/messages.py
msgid "unknown"
msgstr "未知"

#: common/messages.py comms/templates/comms/draft.html
#: comms/templates/comms/draft_table.html comms/templates/comms/plan.html
#: comms/templates/comms/plans.html comms/views/draft.py comms/views/plans.py
#: desk/templates/desk/home.html organization/master_data/cells.py
#: organization/master_data/reading.py organization/policies.py
#: resources/guards.py resources/views/act.py
msgid ", "
msgstr "、"

#: common/models/audit.py
msgid "audit event"
msgstr "审计记录"

#: common/models/job.py
msgid "waiting"
msgstr "等待中"

#: common/models/job.py customers/enums.py
#: organization/templates/organization/checklist.html
msgid "done"
msgstr "已完成"

#: common/models/job.py customers/enums.py
msgid "failed"
msgstr "失败"

#: common/once.py
msgid "This had been sent already; it was not done a second time."
msgstr "这项内容已经提交过，不会重复办理。"

#: common/outages.py
msgid "Jiepai cannot be reached right now"
msgstr "节拍暂时无法使用"

#: common/outages.py
msgid "The database does not answer. Nothing was saved; try again in a moment."
msgstr "数据库没有响应，刚才的内容没有保存，请稍后再试。"

#: common/outages.py
msgid "This takes too long right now"
msgstr "处理时间过长"

#: common/outages.py
msgid "The answer took too long and was given up. Nothing was saved; try again later."
msgstr "处理时间过长，已中止，刚才的内容没有保存，请稍后再试。"

#: common/outages.py
msgid "The disk is full"
msgstr "磁盘空间已满"

#: common/outages.py
msgid "There is no space left on the server's disk, so nothing was saved. Tell your administrator."
msgstr "服务器磁盘空间已满，刚才的内容没有保存，请告知管理员。"

#: common/templates/400.html config/errors.py
msgid "This request could not be read"
msgstr "这个请求读不出来"

#: common/templates/400.html
msgid "Something in the address or in what was sent does not fit. Go back, check what you entered, and send it again."
msgstr "地址或提交的内容有不对的地方。请返回检查后重新提交。"

#: common/templates/403.html
msgid "You may not do this"
msgstr "你不能做这件事"

#: common/templates/403.html
msgid "Your role does not allow this. Ask the head of your unit, or an administrator, if you need it for your work."
msgstr "你的角色没有这项权限。如工作需要，请联系部门负责人或管理员。"

#: common/templates/403.html common/templates/403_csrf.html
msgid "Nothing was changed."
msgstr "没有任何改动。"

#: common/templates/403_csrf.html
msgid "This page was open too long"
msgstr "页面打开太久了"

#: common/templates/403_csrf.html
msgid "What you sent was not accepted, because you signed in or out in another window meanwhile, or cookies are switched off. Go back, reload the page and send it again."
msgstr "提交没有被接受：其间你在别的窗口登录或退出过，或者浏览器停用了 Cookie。请返回、刷新页面后重新提交。"

#: common/templates/404.html
msgid "There is nothing here"
msgstr "这里没有内容"

#: common/templates/404.html
msgid "The address may be mistyped, or what it led to is not visible to you. Search with the code or the name."
msgstr "地址可能写错了，或者你看不到它指向的内容。请用编码或名称搜索。"

#: common/templates/409.html
msgid "This was not done"
msgstr "没有办成"

#: common/templates/409.html
msgid "Somebody changed it in the meantime. Look at it again, then decide."
msgstr "其间有人改过。请重新查看后再决定。"

#: common/templates/413.html
msgid "The file is too large"
msgstr "文件太大"

#: common/templates/413.html
#, python-format
msgid "At most %(limit)s can be uploaded. Split the file, or leave out columns that are not needed."
msgstr "最多可上传 %(limit)s。请拆分文件，或去掉不需要的列。"

#: common/templates/413.html
msgid "Split the file, or leave out columns that are not needed, and upload it again."
msgstr "请拆分文件，或去掉不需要的列，再重新上传。"

#: common/templates/413.html
msgid "Nothing was imported."
msgstr "没有导入任何内容。"

#: common/templates/429.html
msgid "Please wait a little"
msgstr "请稍等"

#: common/templates/429.html
msgid "Until then the right password is refused as well. Nothing else is closed, and nothing is lost."
msgstr "在此之前，即使密码正确也不能登录。其他功能不受影响，内容不会丢失。"

#: common/templates/429.html
msgid "If it was not you, or if you forgot your password, tell your administrator."
msgstr "如果不是你本人操作，或者忘了密码，请告诉管理员。"

#: common/templates/429.html
msgid "There were too many requests in a short time. Try again in a minute; nothing is lost."
msgstr "短时间内请求过多，请一分钟后再试，内容不会丢失。"

#: common/templates/429.html
msgid "To the sign-in page"
msgstr "回到登录页"

#: common/templates/500.html
msgid "Something broke"
msgstr "系统出错了"

#: common/templates/500.html common/templates/common/base.html
#: common/templates/common/rail.html
msgid "Jiepai"
msgstr "节拍"

#: common/templates/500.html config/errors.py
msgid "The fault is ours, not yours, and it has been recorded. What was saved before is safe; what you just sent was not saved."
msgstr "这是系统的问题，已经记录。之前保存的内容都在，刚才提交的没有保存。"

#: common/templates/500.html
msgid "Try again in a minute. If it happens again, tell your administrator what you did and at what time."
msgstr "请过一分钟再试。如果再次出现，请把操作和时间告诉管理员。"

#: common/templates/500.html common/templates/common/error.html
msgid "To my day"
msgstr "回到我的一天"

#: common/templates/account/login.html
msgid "Sign in"
msgstr "登录"

#: common/templates/account/login.html
msgid "One calendar of all departments' campaigns: clashes are found before customers meet them."
msgstr "各部门的营销案在同一张日历上，冲突在客户遇到之前发现。"

#: common/templates/account/login.html
msgid "After 5 wrong passwords the account is closed for 15 minutes. A forgotten password is reset by your administrator."
msgstr "密码连续输错 5 次，账号锁定 15 分钟。忘记密码请找管理员重置。"

#: common/templates/account/logout.html common/templates/common/person.html
msgid "Sign out"
msgstr "退出登录"

#: common/templates/account/logout.html
msgid "Sign out?"
msgstr "退出登录？"

#: common/templates/account/logout.html
msgid "Drafts are saved as you write, so nothing is lost."
msgstr "草稿随写随存，不会丢失。"

#: common/templates/account/logout.html
msgid "Stay"
msgstr "留下"

#: common/templates/account/password_change.html
#: common/templates/common/person.html organization/menu.py
msgid "Change password"
msgstr "修改密码"

#: common/templates/account/password_change.html
msgid "At least 12 characters; a sentence is easier to remember than signs"
msgstr "至少 12 个字符；一句话比符号好记"

#: common/templates/common/base.html
msgid "Skip to content"
msgstr "跳到正文"

#: common/templates/common/base.html
msgid "Where you are"
msgstr "位置"

#: common/templates/common/base.html
msgid "That did not reach the server. Nothing was changed; try again."
msgstr "没有送达服务器，没有任何改动，请重试。"

#: common/templates/common/base.html common/templates/common/toasts.html
msgid "Dismiss"
msgstr "关闭提示"

#: common/templates/common/base.html
msgid "Copied."
msgstr "已复制。"

#: common/templates/common/error.html
msgid "Sorry"
msgstr "抱歉"

#: common/templates/common/error.html
msgid "Back"
msgstr "返回"

#: common/templates/common/kept_head.html
msgid "What you typed and has no field here:"
msgstr "你填写的以下内容在这里没有对应的栏目："

#: common/templates/common/kept_texts.html
msgid "The form that you filled in is not on this page any more. What you typed:"
msgstr "这一页上已没有你填写的表单。你填写的内容："

#: common/templates/common/keys.html common/templates/common/person.html
msgid "Keyboard"
msgstr "键盘"

#: common/templates/common/keys.html common/templates/common/tabbar.html
#: common/templates/common/top.html desk/templates/desk/search.html
#: organization/templates/organization/people.html
msgid "Search"
msgstr "搜索"

#: common/templates/common/keys.html
msgid "Next and previous row"
msgstr "下一行、上一行"

#: common/templates/common/keys.html
msgid "Open the row"
msgstr "打开此行"

#: common/templates/common/keys.html
msgid "Close what is open"
msgstr "关闭打开的内容"

#: common/templates/common/keys.html
msgid "This list"
msgstr "本列表"

#: common/templates/common/person.html
#, python-format
msgid "%(name)s %(unit)s: your menu"
msgstr "%(name)s %(unit)s：个人菜单"

#: common/templates/common/person.html
#, python-format
msgid "Acting for %(name)s"
msgstr "正代 %(name)s 办理"

#: common/templates/common/rail.html common/templates/common/tabbar.html
msgid "Main places"
msgstr "主导航"

#: common/templates/common/rail.html common/templates/common/tabbar.html
msgid "waiting for you"
msgstr "件待办"

#: common/templates/common/secret.html
msgid "Copy it now: once put away, it is not shown again."
msgstr "请立即复制：收起后不再显示。"

#: common/templates/common/secret.html
#: organization/templates/organization/tokens.html
#: organization/templates/organization/workbook_outcome.html
msgid "Copy"
msgstr "复制"

#: common/templates/common/secret.html
msgid "Put away"
msgstr "收起"

#: common/templates/common/stepper.html
msgid "Course"
msgstr "进程"

#: common/templates/common/stepper.html
msgid ", done"
msgstr "，已完成"

#: common/templates/common/stepper.html
msgid ", now"
msgstr "，当前"

#: common/templates/common/stepper.html
msgid ", to come"
msgstr "，未到"

#: common/templates/common/tabbar.html
msgid "More"
msgstr "更多"

#: common/templates/common/tabbar.html common/templates/common/top.html
msgid "Search campaigns, codes, channels, materials"
msgstr "搜索营销案、编码、渠道、物料"

#: common/templates/common/table_foot.html
#, python-format
msgid "%(shown)s of %(total)s rows"
msgstr "%(shown)s 行，共 %(total)s 行"

#: common/templates/common/table_foot.html
#, python-format
msgid "%(rows)s row"
msgid_plural "%(rows)s rows"
msgstr[0] "%(rows)s 行"

#: common/templates/common/table_foot.html
msgid "Export to Excel"
msgstr "导出 Excel"

#: common/templates/common/table_foot.html comms/templates/comms/released.html
#: customers/templates/customers/import.html
#: customers/templates/customers/segments.html
#: desk/templates/desk/schedule.html
#: organization/templates/organization/notices.html
msgid "Previous page"
msgstr "上一页"

#: common/templates/common/table_foot.html comms/templates/comms/released.html
#: customers/templates/customers/import.html
#: customers/templates/customers/segments.html
#: desk/templates/desk/schedule.html
#: organization/templates/organization/notices.html
msgid "Next page"
msgstr "下一页"

#: common/templates/common/top.html
#, python-format
msgid "%(n)s unread"
msgid_plural "%(n)s unread"
msgstr[0] "%(n)s 条未读"

#: common/wording.py
msgid "Fill this in."
msgstr "请填写此项。"

#: common/wording.py
msgid "Enter a whole number."
msgstr "请填写整数。"

#: common/wording.py
msgid "Enter a number."
msgstr "请填写数字。"

#: common/wording.py
msgid "Enter a day such as 2027-03-01."
msgstr "请填写日期，如 2027-03-01。"

#: common/wording.py
msgid "Enter a time such as 09:00."
msgstr "请填写时间，如 09:00。"

#: common/wording.py
msgid "Enter a day and a time such as 2027-03-01 09:00."
msgstr "请填写日期和时间，如 2027-03-01 09:00。"

#: common/wording.py
msgid "Choose one of the list."
msgstr "请从列表中选择。"

#: common/wording.py customers/templates/customers/import.html
msgid "Choose a file."
msgstr "请选择文件。"

#: common/wording.py
msgid "Text is expected here."
msgstr "此处应为文字。"

#: common/wording.py
msgid "This is taken already; choose another one."
msgstr "已被使用，请换一个。"

#: common/wording.py
msgid "There is an entry like this already."
msgstr "已有相同的一条。"

#: common/wording.py
msgid "This does not fit with what is there already."
msgstr "与已有的内容不符。"

#: common/wording.py
#, python-brace-format
msgid "\"{input}\" is none of the choices."
msgstr "「{input}」不在可选范围内。"

#: common/wording.py
#, python-brace-format
msgid "\"{value}\" is unknown."
msgstr "没有「{value}」。"

#: common/wording.py
#, python-brace-format
msgid "\"{pk_value}\" is unknown."
msgstr "没有「{pk_value}」。"

#: common/wording.py
msgid "The file is empty."
msgstr "文件是空的。"

#: common/wording.py
msgid "true or false is expected here."
msgstr "此处应为 true 或 false。"

#: common/wording.py
msgid "Name at least one."
msgstr "请至少填写一项。"

#: common/wording.py
msgid "A list is expected here."
msgstr "此处应为列表。"

#: common/wording.py
msgid "An object is expected here."
msgstr "此处应为对象。"

#: common/wording.py
msgid "This is no valid JSON."
msgstr "JSON 格式不正确。"

#: common/wording.py
#, python-brace-format
msgid "Enter at least {min_length} characters."
msgstr "请至少填写 {min_length} 个字。"

#: common/wording.py
#, python-brace-format
msgid "Enter at most {max_length} characters."
msgstr "最多 {max_length} 个字。"

#: common/wording.py
#, python-brace-format
msgid "Name at least {min_length}."
msgstr "请至少填写 {min_length} 项。"

#: common/wording.py
#, python-brace-format
msgid "Name at most {max_length}."
msgstr "最多 {max_length} 项。"

#: common/wording.py
#, python-brace-format
msgid "At least {min_value}."
msgstr "不能小于 {min_value}。"

#: common/wording.py
#, python-brace-format
msgid "At most {max_value}."
msgstr "不能大于 {max_value}。"

#: common/wording.py
#, python-brace-format
msgid "At most {max_digits} digits."
msgstr "最多 {max_digits} 位数字。"

#: common/wording.py
#, python-brace-format
msgid "At most {max_decimal_places} digits after the point."
msgstr "小数最多 {max_decimal_places} 位。"

#: common/wording.py
#, python-brace-format
msgid "At most {max_whole_digits} digits before the point."
msgstr "整数最多 {max_whole_digits} 位。"

#: common/wording.py
msgid "This is too long."
msgstr "内容过长。"

#: common/wording.py
msgid "Letters, digits, hyphens and underscores only."
msgstr "只能用字母、数字、连字符和下划线。"

#: common/wording.py
#, python-format
msgid "At least %(limit_value)s."
msgstr "不能小于 %(limit_value)s。"

#: common/wording.py
#, python-format
msgid "At most %(limit_value)s."
msgstr "不能大于 %(limit_value)s。"

#: common/wording.py
#, python-format
msgid "Choose a multiple of %(limit_value)s."
msgstr "应为 %(limit_value)s 的倍数。"

#: common/wording.py
#, python-format
msgid "Enter at least %(limit_value)d character."
msgid_plural "Enter at least %(limit_value)d characters."
msgstr[0] "请至少填写 %(limit_value)d 个字。"

#: common/wording.py
#, python-format
msgid "Enter at most %(limit_value)d character; there are %(show_value)d."
msgid_plural "Enter at most %(limit_value)d characters; there are %(show_value)d."
msgstr[0] "最多 %(limit_value)d 个字，现有 %(show_value)d 个。"

#: common/wording.py
#, python-format
msgid "At most %(max)s digit."
msgid_plural "At most %(max)s digits."
msgstr[0] "最多 %(max)s 位数字。"

#: common/wording.py
#, python-format
msgid "At most %(max)s digit after the point."
msgid_plural "At most %(max)s digits after the point."
msgstr[0] "小数最多 %(max)s 位。"

#: common/wording.py
#, python-format
msgid "At most %(max)s digit before the point."
msgid_plural "At most %(max)s digits before the point."
msgstr[0] "整数最多 %(max)s 位。"

#: common/wording.py
msgid "Enter an e-mail address such as name@company.example."
msgstr "请填写邮箱地址，如 name@company.example。"

#: common/wording.py
msgid "Enter an address such as https://company.example."
msgstr "请填写网址，如 https://company.example。"

#: common/wording.py
msgid "This does not have the right form."
msgstr "格式不正确。"

#: common/wording.py
msgid "The text holds control characters."
msgstr "内容含有控制字符。"

#: comms/access.py
msgid "You wrote this draft; another person decides on it."
msgstr "这份宣传稿由你编写，须由他人决定。"

#: comms/api/serializers.py
msgid "A draft stays in its communication plan."
msgstr "宣传稿不能离开它的传播计划。"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Text begun"
msgstr "开始写稿"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Text changed"
msgstr "修改宣传稿"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Signed"
msgstr "签署"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Recall confirmed"
msgstr "确认停用"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Remark made"
msgstr "提出批注"

#: comms/audit_labels.py
msgctxt "audit object"
msgid "Theme"
msgstr "传播主题"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Theme added"
msgstr "登记主题"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Theme changed"
msgstr "修改主题"

#: comms/audit_labels.py
msgctxt "audit object"
msgid "Communication plan"
msgstr "传播计划"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Communication plan made"
msgstr "建立传播计划"

#: comms/audit_labels.py
msgctxt "audit"
msgid "Communication plan changed"
msgstr "修改传播计划"

#: comms/commands/drafts.py resources/commands/benefits.py
#, python-format
msgid "At most %(most)s characters."
msgstr "最多 %(most)s 字。"

#: comms/commands/drafts.py
#, python-format
msgid "“%(campaign)s” is not in the communication plan."
msgstr "「%(campaign)s」不在传播计划里。"

#: comms/commands/planning.py
#, python-format
msgid "A draft speaks of “%(campaign)s”. Take it out of the draft first."
msgstr "有宣传稿涉及「%(campaign)s」，请先从宣传稿中去掉。"

#: comms/commands/reviewing.py
msgid "The draft does not speak of this campaign."
msgstr "这份宣传稿不涉及该营销案。"

#: comms/commands/reviewing.py
msgid "Agree, or ask for changes."
msgstr "请同意，或提出修改要求。"

#: comms/commands/reviewing.py
msgid "Say what is to be changed."
msgstr "请写明要改什么。"

#: comms/commands/reviewing.py
msgid "This draft is not recalled."
msgstr "这份宣传稿没有被撤回。"

#: comms/commands/reviewing.py
msgid "Write your remark."
msgstr "请写下意见。"

#: comms/commands/reviewing.py
msgid "This passage is not in the text."
msgstr "正文里没有这段文字。"

#: comms/commands/reviewing.py
msgid "The draft was not handed in yet."
msgstr "宣传稿还没有送审。"

#: comms/enums.py
msgctxt "draft state"
msgid "being written"
msgstr "编写中"

#: comms/enums.py
msgctxt "draft state"
msgid "in review"
msgstr "审稿中"

#: comms/enums.py
msgctxt "draft state"
msgid "changes required"
msgstr "须修改"

#: comms/enums.py
msgctxt "draft state"
msgid "approved"
msgstr "已通过"

#: comms/enums.py
msgctxt "draft state"
msgid "released"
msgstr "已发布"

#: comms/enums.py
msgctxt "draft state"
msgid "withdrawn"
msgstr "已撤回"

#: comms/enums.py
msgid "leaflet"
msgstr "宣传单页"

#: comms/enums.py
msgid "poster"
msgstr "海报"

#: comms/enums.py
msgid "SMS text"
msgstr "短信文案"

#: comms/enums.py
msgid "web page"
msgstr "网页"

#: comms/enums.py
msgid "script"
msgstr "口径"

#: comms/enums.py
msgid "agrees"
msgstr "同意"

#: comms/enums.py comms/templates/comms/draft.html
msgid "asks for changes"
msgstr "要求修改"

#: comms/enums.py
msgid "remarks"
msgstr "意见"

#: comms/formatting.py
msgid "to review"
msgstr "待审"

#: comms/formatting.py desk/inbox/drafts.py
msgid "Review"
msgstr "审稿"

#: comms/formatting.py
msgid "to sign for your plan"
msgstr "待你为营销案签署"

#: comms/formatting.py
msgid "Read and sign"
msgstr "阅读并签署"

#: comms/formatting.py
msgid "to rewrite"
msgstr "待改写"

#: comms/formatting.py
msgid "Write the next version"
msgstr "编写下一版"

#: comms/formatting.py
msgid "ready for release"
msgstr "可以发布"

#: comms/formatting.py desk/inbox/drafts.py
msgid "Release"
msgstr "发布"

#: comms/forms.py
msgid "our company"
msgstr "本公司"

#: comms/forms.py
msgid "the province"
msgstr "省公司"

#: comms/forms.py comms/templates/comms/draft_edit.html
#: comms/templates/comms/plan.html comms/templates/comms/plans.html
msgid "Theme"
msgstr "传播主题"

#: comms/forms.py
msgid "Message"
msgstr "主题口号"

#: comms/forms.py
msgid "Set by"
msgstr "由谁设定"

#: comms/forms.py
msgid "Binding"
msgstr "必须遵守"

#: comms/forms.py
msgid "What people should remember, in one sentence."
msgstr "希望客户记住的一句话。"

#: comms/forms.py
msgid "Set by the province: what runs in this time has to keep to it."
msgstr "由省公司确定：这段时间的传播都要遵守。"

#: comms/forms.py
#, python-format
msgid "The theme runs %(window)s, the plan lies outside of it."
msgstr "主题的时间为 %(window)s，传播计划不在其中。"

#: comms/forms.py comms/templates/comms/draft_table.html
#: comms/templates/comms/released_draft.html
msgid "Speaks of"
msgstr "涉及营销案"

#: comms/forms.py
msgid "Their planners sign it before it is released."
msgstr "发布前须由这些营销案的策划签署。"

#: comms/forms.py comms/templates/comms/draft.html
msgid "For"
msgstr "面向"

#: comms/forms.py
msgid "Nothing ticked: all branches."
msgstr "都不勾选表示全部分公司。"

#: comms/forms.py comms/templates/comms/draft.html
msgid "Text"
msgstr "正文"

#: comms/forms.py
msgid "Title"
msgstr "标题"

#: comms/forms.py comms/templates/comms/draft.html
#: comms/templates/comms/draft_table.html
msgid "Review due"
msgstr "审稿截止"

#: comms/forms.py
msgid "Passage"
msgstr "段落"

#: comms/forms.py
msgid "Copied from the text; empty: the whole of it."
msgstr "从正文复制；留空表示整篇。"

#: comms/forms.py
msgid "Remark"
msgstr "意见"

#: comms/forms.py
msgid "Agree, or say what is to be changed."
msgstr "请同意，或写明要改什么。"

#: comms/guards.py
msgid "The draft is with its reviewers. Take it back to change it."
msgstr "宣传稿正在审稿，要修改请先取回。"

#: comms/guards.py
msgid "Write the text first."
msgstr "请先写正文。"

#: comms/guards.py
msgid "Changes were asked for. Write the next version first."
msgstr "已要求修改，请先编写下一版。"

#: comms/guards.py
#, python-format
msgid "The planner of “%(campaign)s” asks for changes."
msgstr "「%(campaign)s」的策划要求修改。"

#: comms/guards.py
#, python-format
msgid "The planner of “%(campaign)s” has not signed yet."
msgstr "「%(campaign)s」的策划还没有签署。"

#: comms/guards.py
#, python-format
msgid "It speaks of “%(campaign)s”, which does not take place."
msgstr "涉及的「%(campaign)s」不会开展。"

#: comms/guards.py
#, python-format
msgid "“%(campaign)s” is not approved yet; branches hear of approved plans only."
msgstr "「%(campaign)s」还没有获批；分公司只看已批准的营销案。"

#: comms/menu.py comms/templates/comms/difference.html
#: comms/templates/comms/draft.html comms/templates/comms/drafts.html
#: comms/templates/comms/plans.html comms/templates/comms/tabs.html
#: comms/templates/comms/themes.html
msgctxt "place"
msgid "Comms"
msgstr "传播"

#: comms/menu.py comms/templates/comms/campaign_tab.html
#: comms/templates/comms/draft_table.html comms/templates/comms/plan.html
#: comms/templates/comms/plans.html comms/templates/comms/tabs.html
#: desk/search.py
msgid "Drafts"
msgstr "宣传稿"

#: comms/menu.py
msgctxt "tab"
msgid "Comms"
msgstr "传播"

#: comms/models.py
msgid "What those who had it are told."
msgstr "告知已收到者的原因。"

#: comms/models.py
msgid "Somebody else than the author reviews a draft."
msgstr "宣传稿由作者以外的人审稿。"

#: comms/notices.py
#, python-format
msgid "%(person)s hands in “%(title)s” for review."
msgstr "%(person)s 提交「%(title)s」送审。"

#: comms/notices.py
#, python-format
msgid "“%(title)s” speaks of your plan. Read it and sign, or ask for changes."
msgstr "「%(title)s」涉及你的营销案，请阅读后签署，或提出修改要求。"

#: comms/notices.py
#, python-format
msgid "%(person)s approves “%(title)s”."
msgstr "%(person)s 通过了「%(title)s」。"

#: comms/notices.py
#, python-format
msgid "%(person)s requires changes to “%(title)s”: %(reason)s"
msgstr "%(person)s 要求修改「%(title)s」：%(reason)s"

#: comms/notices.py
#, python-format
msgid "%(person)s agrees to “%(title)s” for %(campaign)s."
msgstr "%(person)s 为 %(campaign)s 同意「%(title)s」。"

#: comms/notices.py
#, python-format
msgid "%(person)s asks for changes to “%(title)s” for %(campaign)s: %(reason)s"
msgstr "%(person)s 为 %(campaign)s 要求修改「%(title)s」：%(reason)s"

#: comms/notices.py
#, python-format
msgid "%(person)s writes about “%(title)s”: %(reason)s"
msgstr "%(person)s 对「%(title)s」提出意见：%(reason)s"

#: comms/notices.py
#, python-format
msgid "“%(title)s” is released. Use it from now on."
msgstr "「%(title)s」已发布，请即日起使用。"

#: comms/notices.py
#, python-format
msgid "“%(title)s” is withdrawn. Do not use it any more. %(reason)s"
msgstr "「%(title)s」已撤回，请停止使用。%(reason)s"

#: comms/signoff.py
msgid "Only a draft in review or approved can be signed."
msgstr "审稿中或已通过的宣传稿才能签署。"

#: comms/templates/comms/campaign_tab.html
msgid "Themes of its time"
msgstr "同期传播主题"

#: comms/templates/comms/campaign_tab.html comms/templates/comms/plan.html
#: comms/templates/comms/themes.html
msgid "binding"
msgstr "必须遵守"

#: comms/templates/comms/campaign_tab.html
msgid "No theme is set for its window."
msgstr "本案执行期内没有设定主题。"

#: comms/templates/comms/campaign_tab.html
#: comms/templates/comms/draft_edit.html comms/templates/comms/plan.html
#: comms/templates/comms/plan_edit.html comms/templates/comms/plans.html
#: comms/templates/comms/tabs.html
msgid "Communication plans"
msgstr "传播计划"

#: comms/templates/comms/campaign_tab.html comms/templates/comms/plan_edit.html
#: comms/templates/comms/plans.html
msgid "New communication plan"
msgstr "新建传播计划"

#: comms/templates/comms/campaign_tab.html
msgid "It is in no communication plan yet."
msgstr "尚未列入任何传播计划。"

#: comms/templates/comms/campaign_tab.html
msgid "No draft speaks of it yet."
msgstr "还没有涉及它的宣传稿。"

#: comms/templates/comms/difference.html comms/templates/comms/draft.html
msgid "What changed"
msgstr "改了什么"

#: comms/templates/comms/difference.html
#, python-format
msgid "%(n)s line differs"
msgid_plural "%(n)s lines differ"
msgstr[0] "%(n)s 行不同"

#: comms/templates/comms/difference.html
msgctxt "version"
msgid "From"
msgstr "从"

#: comms/templates/comms/difference.html comms/templates/comms/draft.html
#, python-format
msgid "version %(n)s"
msgstr "第 %(n)s 版"

#: comms/templates/comms/difference.html
msgctxt "version"
msgid "To"
msgstr "到"

#: comms/templates/comms/difference.html
msgid "Both are empty."
msgstr "两版都是空的。"

#: comms/templates/comms/draft.html desk/inbox/drafts.py
msgid "Write"
msgstr "编写"

#: comms/templates/comms/draft.html comms/templates/comms/draft_table.html
msgid "Author"
msgstr "作者"

#: comms/templates/comms/draft.html
msgid "Course of the draft"
msgstr "宣传稿进程"

#: comms/templates/comms/draft.html
msgid "To the signature"
msgstr "去签署"

#: comms/templates/comms/draft.html
#, python-format
msgid "handed in %(at)s"
msgstr "%(at)s 送审"

#: comms/templates/comms/draft.html
msgid "not handed in"
msgstr "未送审"

#: comms/templates/comms/draft.html
msgid "Nothing is written yet."
msgstr "还没有内容。"

#: comms/templates/comms/draft.html
msgid "Remarks and decisions"
msgstr "意见与决定"

#: comms/templates/comms/draft.html
msgid "Nobody has written anything yet."
msgstr "还没有人留言。"

#: comms/templates/comms/draft.html
msgid "Write the remark"
msgstr "写下意见"

#: comms/templates/comms/draft.html
msgid "Signatures of the planners"
msgstr "策划签署"

#: comms/templates/comms/draft.html
#, python-format
msgid "a plan of %(unit)s"
msgstr "%(unit)s的营销案"

#: comms/templates/comms/draft.html
msgid "not signed yet"
msgstr "尚未签署"

#: comms/templates/comms/draft.html
msgid "The offers of this plan were changed after this text was written."
msgstr "这个营销案的优惠在本稿写成后改过。"

#: comms/templates/comms/draft.html desk/inbox/drafts.py
msgid "Agree"
msgstr "同意"

#: comms/templates/comms/draft.html desk/inbox/drafts.py
msgid "Ask for changes"
msgstr "要求修改"

#: comms/templates/comms/draft.html
msgid "It speaks of no campaign, so no planner has to sign."
msgstr "不涉及营销案，无须策划签署。"

#: comms/templates/comms/draft.html
msgid "No longer used with"
msgstr "已确认停用"

#: comms/templates/comms/draft.html
msgid "not confirmed yet"
msgstr "尚未确认"

#: comms/templates/comms/draft.html comms/templates/comms/plans.html
msgid "Communication plan"
msgstr "传播计划"

#: comms/templates/comms/draft.html
msgid "What is to be changed"
msgstr "要改什么"

#: comms/templates/comms/draft_edit.html comms/templates/comms/plan.html
msgid "New draft"
msgstr "新建宣传稿"

#: comms/templates/comms/draft_edit.html
msgid "Save and hand in"
msgstr "保存并送审"

#: comms/templates/comms/draft_edit.html
msgid "Its planner has written no selling point yet."
msgstr "策划还没有写卖点。"

#: comms/templates/comms/draft_edit.html
msgid "The plan names no campaign that you may see."
msgstr "该计划没有你能看到的营销案。"

#: comms/templates/comms/draft_table.html
msgid "Draft"
msgstr "宣传稿"

#: comms/templates/comms/drafts.html
#, python-format
msgid "%(n)s draft waits for you"
msgid_plural "%(n)s drafts wait for you"
msgstr[0] "有 %(n)s 份宣传稿等你处理"

#: comms/templates/comms/drafts.html
msgid "New draft in a plan"
msgstr "在计划中新建宣传稿"

#: comms/templates/comms/drafts.html
msgid "Waits for me"
msgstr "等我处理"

#: comms/templates/comms/drafts.html
msgid "All drafts"
msgstr "全部宣传稿"

#: comms/templates/comms/drafts.html
msgid "No draft matches this filter"
msgstr "没有符合条件的宣传稿"

#: comms/templates/comms/drafts.html
msgid "No drafts yet"
msgstr "还没有宣传稿"

#: comms/templates/comms/drafts.html
msgid "Leaflets, posters, SMS texts and scripts are written in a communication plan, reviewed by somebody else, and signed by the planners they speak for."
msgstr "宣传单页、海报、短信和口径在传播计划里编写，由他人审稿，并由相关策划签署。"

#: comms/templates/comms/plan.html
msgid "No draft yet that you may see."
msgstr "还没有你能看到的宣传稿。"

#: comms/templates/comms/plan.html
msgid "It speaks of no campaign in particular."
msgstr "不针对具体营销案。"

#: comms/templates/comms/plan.html
msgid "Under no theme."
msgstr "没有主题。"

#: comms/templates/comms/plan.html
msgid "None named."
msgstr "未列出。"

#: comms/templates/comms/plan.html
msgid "Made by"
msgstr "编制人"

#: comms/templates/comms/plan_edit.html
msgid "Find campaigns by name, code, department or day"
msgstr "按名称、编号、部门或日期查找营销案"

#: comms/templates/comms/plan_lines.html
#, python-format
msgid "%(n)s draft"
msgid_plural "%(n)s drafts"
msgstr[0] "%(n)s 份宣传稿"

#: comms/templates/comms/plan_lines.html
msgid "no plan under it yet"
msgstr "还没有计划"

#: comms/templates/comms/plans.html
msgid "What is said about which campaigns, when and where"
msgstr "什么时候、在哪里、传播哪些营销案"

#: comms/templates/comms/plans.html
msgid "No communication plan yet"
msgstr "还没有传播计划"

#: comms/templates/comms/plans.html
msgid "A plan says which campaigns are spoken of, when, where and under which theme. Its drafts are written and reviewed here."
msgstr "传播计划写明涉及哪些营销案、何时何地、什么主题；宣传稿在其中编写和审稿。"

#: comms/templates/comms/released.html
#: comms/templates/comms/released_draft.html
msgid "Released drafts"
msgstr "已发布的宣传稿"

#: comms/templates/comms/released.html
msgid "Approved texts, to be used as they are"
msgstr "已审定的文案，请原样使用"

#: comms/templates/comms/released.html
#: comms/templates/comms/released_draft.html
#, python-format
msgid "released %(at)s"
msgstr "%(at)s 发布"

#: comms/templates/comms/released.html
msgid "Nothing is released for you yet"
msgstr "还没有发布给你的内容"

#: comms/templates/comms/released.html
msgid "Leaflets, SMS texts and scripts appear here as soon as they are approved and signed. Use nothing else."
msgstr "宣传单页、短信和口径审定签署后会出现在这里，请只用这里的内容。"

#: comms/templates/comms/released_draft.html
msgid "Copy the text"
msgstr "复制正文"

#: comms/templates/comms/released_draft.html
#, python-format
msgid "Recalled %(at)s. Do not use it any more."
msgstr "已于 %(at)s 撤回，请停止使用。"

#: comms/templates/comms/released_draft.html
msgid "Use instead:"
msgstr "请改用："

#: comms/templates/comms/released_draft.html
msgid "It is no longer used with us"
msgstr "我处已停用"

#: comms/templates/comms/tabs.html
msgid "Released"
msgstr "已发布"

#: comms/templates/comms/theme.html comms/templates/comms/themes.html
msgid "New theme"
msgstr "新建主题"

#: comms/templates/comms/themes.html
msgid "What the company speaks of, month by month, and the plans under it"
msgstr "公司逐月的传播主题，以及其下的计划"

#: comms/templates/comms/themes.html
msgid "Three months earlier"
msgstr "前三个月"

#: comms/templates/comms/themes.html
msgid "This month"
msgstr "本月"

#: comms/templates/comms/themes.html
msgid "Three months later"
msgstr "后三个月"

#: comms/templates/comms/themes.html
msgid "this month"
msgstr "本月"

#: comms/templates/comms/themes.html
msgid "from the province"
msgstr "省公司主题"

#: comms/templates/comms/themes.html
msgid "Without a theme of this month"
msgstr "本月无主题的计划"

#: comms/templates/comms/themes.html
msgid "No theme for this month yet. Without one, every plan speaks of something else."
msgstr "本月还没有主题。没有主题，各说各话。"

#: comms/views/draft.py
#, python-format
msgid "Next: %(person)s writes on and hands it in."
msgstr "下一步：%(person)s 继续编写并送审。"

#: comms/views/draft.py
#, python-format
msgid "Next: %(person)s writes the version that the planners of %(units)s ask for."
msgstr "下一步：%(person)s按%(units)s策划的要求修改。"

#: comms/views/draft.py
#, python-format
msgid "Next: %(person)s writes the version that was asked for."
msgstr "下一步：%(person)s 编写所要求的新版。"

#: comms/views/draft.py
#, python-format
msgid "Next: a reviewer decides; the planner of %(n)s campaign has to sign."
msgid_plural "Next: a reviewer decides; the planners of %(n)s campaigns have to sign."
msgstr[0] "下一步：审稿人决定，还须 %(n)s 个营销案的策划签署。"

#: comms/views/draft.py
msgid "Next: a reviewer decides; nobody has to sign any more."
msgstr "下一步：审稿人决定，签署已齐。"

#: comms/views/draft.py
#, python-format
msgid "Next: signatures of the planners of %(units)s."
msgstr "下一步：%(units)s的策划签署。"

#: comms/views/draft.py
msgid "Next: a reviewer releases it."
msgstr "下一步：由审稿人发布。"

#: comms/views/draft.py
msgid "Confirmed: it is no longer used with you."
msgstr "已确认：你处已停用。"

#: comms/views/draft.py
msgid "Signed. Thank you."
msgstr "已签署，谢谢。"

#: comms/views/draft.py comms/workflow.py
msgid "The author has been told what is to be changed."
msgstr "已告知作者要改什么。"

#: comms/views/draft.py
msgid "Your remark was written down. The author has been told."
msgstr "意见已记录，并告知作者。"

#: comms/views/plans.py
#, python-format
msgid "The plan “%(plan)s” was saved. Now write its drafts."
msgstr "计划「%(plan)s」已保存，接着编写宣传稿。"

#: comms/views/plans.py
#, python-format
msgid "These campaigns do not run in the time of the plan: %(names)s"
msgstr "这些营销案的执行期不在传播计划的时间内：%(names)s"

#: comms/views/themes.py
#, python-format
msgid "The theme “%(theme)s” was saved. Plans of that time can take it."
msgstr "主题「%(theme)s」已保存，同期计划可以选用。"

#: comms/views/writing.py
msgid "Saved. Hand it in when the text is ready."
msgstr "已保存，写好后请送审。"

#: comms/workflow.py
msgctxt "draft"
msgid "Hand in for review"
msgstr "送审"

#: comms/workflow.py
msgid "Handed in. Reviewers and the planners of the campaigns have been told."
msgstr "已送审，已通知审稿人和相关策划。"

#: comms/workflow.py
msgctxt "draft"
msgid "Take back"
msgstr "取回"

#: comms/workflow.py
msgid "Taken back. You can write on; it has to be handed in and signed again."
msgstr "已取回，可以继续编写；之后须重新送审和签署。"

#: comms/workflow.py desk/inbox/drafts.py
msgctxt "draft"
msgid "Approve"
msgstr "通过"

#: comms/workflow.py
msgid "Approved. It can be released as soon as all planners have signed."
msgstr "已通过，全部策划签署后即可发布。"

#: comms/workflow.py
msgctxt "draft"
msgid "Require changes"
msgstr "要求修改"

#: comms/workflow.py
msgid "The author sees your reason and writes the next version."
msgstr "作者会看到理由并编写下一版。"

#: comms/workflow.py
msgctxt "draft"
msgid "Release to branches"
msgstr "发布到分公司"

#: comms/workflow.py
msgid "The branches are told and use the text from now on. It can be withdrawn, but no longer be changed."
msgstr "将通知各分公司并从现在起使用这份文案。发布后可以撤回，不能再修改。"

#: comms/workflow.py
msgid "Released. The branches have been told."
msgstr "已发布，已通知分公司。"

#: comms/workflow.py
msgctxt "draft"
msgid "Withdraw"
msgstr "撤回"

#: comms/workflow.py
msgid "The draft is given up. Branches that had it are told not to use it any more."
msgstr "宣传稿作废，已收到的分公司会接到停止使用的通知。"

#: comms/workflow.py
msgid "Withdrawn."
msgstr "已撤回。"

#: comms/workflow.py
msgctxt "step"
msgid "Write"
msgstr "编写"

#: comms/workflow.py
msgctxt "step"
msgid "Review"
msgstr "审稿"

#: comms/workflow.py
msgctxt "step"
msgid "Sign and release"
msgstr "签署与发布"

#: comms/workflow.py
msgctxt "step"
msgid "In use"
msgstr "使用中"

#: comms/workflow.py
msgctxt "audit object"
msgid "Draft"
msgstr "宣传稿"

#: comms/workflow.py
#, python-format
msgid "This cannot be done with a draft in the state “%(state)s”."
msgstr "宣传稿处于「%(state)s」，不能这样做。"

#: config/settings.py
msgid "Simplified Chinese"
msgstr "简体中文"

#: config/settings.py
msgid "English"
msgstr "英语"

#: customers/access.py
msgid "Names and phones are shown in clear to the account managers of the customer's unit."
msgstr "姓名和手机号只对客户所属单位的客户经理完整显示。"

#: customers/api/customers.py
msgid "Phones do not stand in addresses: POST them to /customers/lookup/."
msgstr "电话号码不能写在网址里，请用 POST 提交到 /customers/lookup/。"

#: customers/api/segment_serializers.py
msgid "This word is part of an address; choose another code."
msgstr "这个词已用作接口地址，请换一个代码。"

#: customers/api/segment_serializers.py
msgid "This code is taken."
msgstr "这个编码已被占用。"

#: customers/api/trajectories.py
msgid "At most three years."
msgstr "最多三年。"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Import"
msgstr "导入"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Import started"
msgstr "开始导入"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Import done"
msgstr "完成导入"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Import discarded"
msgstr "放弃导入"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Holdings"
msgstr "持有业务"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Holdings delivered"
msgstr "送入持有业务"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Contacts"
msgstr "接触记录"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Contacts delivered"
msgstr "送入接触记录"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Customer"
msgstr "客户"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Shown in clear"
msgstr "查看完整信息"

#
#: customers/audit_labels.py
msgctxt "audit"
msgid "Do-not-contact or consent recorded"
msgstr "登记免打扰或同意"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Segment"
msgstr "客户分群"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Segment made"
msgstr "建立分群"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Segment changed"
msgstr "修改分群"

#: customers/audit_labels.py
msgctxt "audit object"
msgid "Customers"
msgstr "客户"

#
#: customers/audit_labels.py
msgctxt "audit"
msgid "Asked for by phone"
msgstr "按电话查询"

#: customers/condition_counts.py
#, python-format
msgid "%(persons)s have no value and stay in"
msgstr "其中 %(persons)s该项为空，保留在内"

#: customers/condition_counts.py
#, python-format
msgid "%(persons)s have no value and are left out"
msgstr "另有 %(persons)s该项为空，未计入"

#: customers/counting.py
#, python-format
msgid "fewer than %(n)s"
msgstr "少于 %(n)s"

#: customers/enums.py
msgctxt "party"
msgid "person"
msgstr "个人"

#: customers/enums.py
msgctxt "party"
msgid "organisation"
msgstr "集团"

#: customers/enums.py
msgid "enterprise member"
msgstr "集团成员"

#: customers/enums.py
msgid "key contact"
msgstr "关键联系人"

#: customers/enums.py
msgctxt "segment"
msgid "filter"
msgstr "筛选"

#: customers/enums.py
msgctxt "segment"
msgid "list"
msgstr "名单"

#: customers/enums.py
msgid "waiting for confirmation"
msgstr "等待确认"

#
#: customers/enums.py
msgctxt "column"
msgid "text"
msgstr "文本"

#
#: customers/enums.py
msgctxt "column"
msgid "number"
msgstr "数字"

#
#: customers/enums.py
msgctxt "column"
msgid "per cent"
msgstr "百分数"

#: customers/enums.py
msgctxt "column"
msgid "date"
msgstr "日期"

#
#: customers/enums.py
msgctxt "wish"
msgid "import"
msgstr "导入"

#
#: customers/enums.py
msgctxt "wish"
msgid "recorded by a person"
msgstr "人工登记"

#: customers/enums.py customers/filter_fields.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
msgid "Do not contact"
msgstr "免打扰"

#: customers/enums.py customers/filter_fields.py customers/imports/mapping.py
#: preflight/rules/consent.py
msgid "Consent"
msgstr "同意"

#: customers/enums.py
msgctxt "touch"
msgid "campaign contact"
msgstr "营销接触"

#: customers/enums.py
msgctxt "touch"
msgid "benefit planned"
msgstr "礼品权益已计划"

#: customers/enums.py
msgctxt "touch"
msgid "benefit reserved"
msgstr "礼品权益已预留"

#: customers/enums.py
msgctxt "touch"
msgid "benefit released"
msgstr "礼品权益预留已释放"

#: customers/enums.py
msgctxt "touch"
msgid "benefit given"
msgstr "礼品权益已发放"

#: customers/enums.py
msgctxt "touch"
msgid "benefit returned"
msgstr "礼品权益已退回"

#: customers/enums.py
msgctxt "touch"
msgid "festival care"
msgstr "节日关怀"

#: customers/enums.py
msgctxt "touch"
msgid "visit"
msgstr "拜访"

#: customers/enums.py
msgctxt "touch"
msgid "complaint"
msgstr "投诉"

#: customers/enums.py
msgctxt "touch"
msgid "fault report"
msgstr "故障申告"

#: customers/enums.py
msgctxt "touch"
msgid "consultation"
msgstr "咨询"

#: customers/enums.py
msgctxt "touch"
msgid "arrears reminder"
msgstr "欠费提醒"

#: customers/enums.py
msgctxt "touch"
msgid "points redemption"
msgstr "积分兑换"

#: customers/enums.py
msgctxt "touch"
msgid "retention contact"
msgstr "挽留接触"

#: customers/enums.py
msgctxt "benefit"
msgid "terminal"
msgstr "终端"

#: customers/enums.py
msgctxt "benefit"
msgid "gift"
msgstr "礼品"

#: customers/enums.py
msgctxt "benefit"
msgid "credit or voucher"
msgstr "话费或代金券"

#: customers/enums.py
msgctxt "benefit"
msgid "service benefit"
msgstr "服务权益"

#: customers/enums.py
msgctxt "occasion"
msgid "Spring Festival"
msgstr "春节"

#: customers/enums.py
msgctxt "occasion"
msgid "Dragon Boat Festival"
msgstr "端午"

#: customers/enums.py
msgctxt "occasion"
msgid "Mid-Autumn Festival"
msgstr "中秋"

#: customers/enums.py
msgctxt "occasion"
msgid "National Day"
msgstr "国庆"

#
#: customers/enums.py
msgctxt "occasion"
msgid "New Year"
msgstr "元旦"

#: customers/enums.py
msgctxt "occasion"
msgid "birthday"
msgstr "生日"

#: customers/enums.py
msgctxt "occasion"
msgid "joining"
msgstr "入网"

#: customers/enums.py
msgctxt "occasion"
msgid "renewal"
msgstr "续约"

#
#: customers/enums.py
msgctxt "occasion"
msgid "care for key customers"
msgstr "关键客户关怀"

#: customers/enums.py
msgctxt "occasion"
msgid "making good a fault or complaint"
msgstr "故障或投诉补偿"

#: customers/enums.py
msgctxt "occasion"
msgid "another occasion"
msgstr "其他事由"

#: customers/filter_fields.py customers/imports/mapping.py
msgid "Customer number"
msgstr "客户号码"

#: customers/filter_fields.py customers/imports/mapping.py
msgid "Name of the organisation"
msgstr "所属集团名称"

#: customers/filter_fields.py customers/imports/mapping.py
msgid "Person or organisation"
msgstr "客户性质"

#: customers/filter_fields.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html
msgid "Tier"
msgstr "等级"

#: customers/filter_fields.py customers/imports/mapping.py
msgid "Average monthly spend (CNY)"
msgstr "月均消费（元）"

#: customers/filter_fields.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
msgid "Customer since"
msgstr "入网日期"

#: customers/filter_fields.py customers/imports/mapping.py
#: customers/templates/customers/detail.html
msgid "Grid"
msgstr "网格"

#: customers/filter_fields.py
msgid "Products held"
msgstr "持有业务"

#: customers/filter_parsing.py
msgid "Conditions on names, phones and certificates need the right to see them."
msgstr "姓名、电话、证件号码须有查看明文的权限才能作为条件。"

#: customers/filter_parsing.py
#, python-format
msgid "At most %(most)s conditions."
msgstr "最多 %(most)s 个条件。"

#: customers/filter_parsing.py
msgid "Write an object with all, any or not, or with field, op and value."
msgstr "请写含 all、any 或 not，或含 field、op 和 value 的对象。"

#: customers/filter_parsing.py
msgid "Only one of all, any and not can stand here."
msgstr "这里只能有 all、any、not 其中之一。"

#: customers/filter_parsing.py
msgid "A list with at least one condition."
msgstr "至少一个条件的列表。"

#: customers/filter_parsing.py
msgid "No filter field of this name."
msgstr "没有这个筛选字段。"

#: customers/filter_parsing.py
msgid "This field cannot be compared that way."
msgstr "这个字段不能这样比较。"

#: customers/filter_parsing.py
msgid "A value is needed."
msgstr "需要填值。"

#: customers/filter_values.py
#, python-format
msgid "A list of 1 to %(most)s values."
msgstr "请填 1 到 %(most)s 个值。"

#: customers/filter_values.py
msgid "Two values: from and to."
msgstr "两个值：从和到。"

#: customers/filter_values.py
msgid "The first value is greater than the second."
msgstr "第一个值大于第二个。"

#: customers/filter_values.py
msgid "Write a text or a number."
msgstr "请填文字或数字。"

#: customers/filter_values.py
msgid "Fill in a value."
msgstr "请填写数值。"

#: customers/filter_values.py
#, python-format
msgid "A text of 1 to %(most)s characters."
msgstr "1 到 %(most)s 字。"

#: customers/filter_values.py
msgid "Not a number."
msgstr "不是数字。"

#: customers/filter_values.py
msgid "A date as YYYY-MM-DD."
msgstr "日期格式为 YYYY-MM-DD。"

#: customers/filter_values.py customers/holdings.py customers/touches.py
#, python-format
msgid "Unknown: %(values)s."
msgstr "未知：%(values)s。"

#: customers/formatting.py
msgctxt "condition"
msgid "is"
msgstr "是"

#: customers/formatting.py
msgctxt "condition"
msgid "is not"
msgstr "不是"

#: customers/formatting.py
msgctxt "condition"
msgid "is one of"
msgstr "属于"

#: customers/formatting.py
msgctxt "condition"
msgid "is none of"
msgstr "不属于"

#: customers/formatting.py
msgctxt "condition"
msgid "is less than"
msgstr "小于"

#: customers/formatting.py
msgctxt "condition"
msgid "is at most"
msgstr "不高于"

#: customers/formatting.py
msgctxt "condition"
msgid "is more than"
msgstr "大于"

#: customers/formatting.py
msgctxt "condition"
msgid "is at least"
msgstr "不低于"

#: customers/formatting.py
msgctxt "condition"
msgid "is between"
msgstr "介于"

#: customers/formatting.py
msgctxt "condition"
msgid "contains"
msgstr "包含"

#: customers/formatting.py
msgctxt "condition"
msgid "is unknown"
msgstr "为空"

#: customers/formatting.py
msgctxt "day"
msgid "is before"
msgstr "早于"

#: customers/formatting.py
msgctxt "day"
msgid "is not after"
msgstr "不晚于"

#: customers/formatting.py
msgctxt "day"
msgid "is after"
msgstr "晚于"

#: customers/formatting.py
msgctxt "day"
msgid "is not before"
msgstr "不早于"

#: customers/formatting.py
msgctxt "conditions"
msgid " and "
msgstr " 且 "

#: customers/formatting.py
msgctxt "conditions"
msgid " or "
msgstr " 或 "

#: customers/formatting.py
#, python-format
msgid "not (%(conditions)s)"
msgstr "非（%(conditions)s）"

#: customers/formatting.py
#, python-format
msgid "%(field)s is unknown"
msgstr "%(field)s为空"

#: customers/formatting.py
#, python-format
msgid "%(field)s is known"
msgstr "%(field)s不为空"

#: customers/formatting.py
#, python-format
msgid "%(field)s %(operator)s %(value)s"
msgstr "%(field)s %(operator)s %(value)s"

#: customers/forms.py customers/views/detail.py
msgid "every way"
msgstr "所有方式"

#
#: customers/forms.py
msgid "Way of contact"
msgstr "接触方式"

#
#: customers/forms.py
msgid "From today"
msgstr "自今日起"

#: customers/forms.py
msgid "given"
msgstr "登记"

#
#: customers/forms.py
msgid "withdrawn"
msgstr "撤销"

#
#: customers/forms.py
msgid "Who asked for it, and why"
msgstr "谁提出、为什么"

#: customers/forms.py customers/templates/customers/segments.html
msgctxt "segment"
msgid "Name"
msgstr "名称"

#: customers/forms.py customers/templates/customers/segment_read.html
#: desk/forms.py organization/forms.py organization/row_forms.py
#: resources/forms.py resources/templates/resources/arrivals.html
#: resources/templates/resources/detail.html
msgid "Note"
msgstr "说明"

#: customers/forms.py
msgid "Offered when plans are written"
msgstr "编写营销案时可选"

#: customers/forms.py
msgid "Customer numbers"
msgstr "客户号码"

#: customers/forms.py resources/benefit_forms.py
msgid "Or a file (csv, xlsx, xls or ods) with the numbers in its first column"
msgstr "或上传文件（csv、xlsx、xls、ods），号码放在第一列"

#: customers/forms.py
#, python-format
msgid "At most %(most)s numbers can be typed; upload a longer list as a file."
msgstr "最多可以输入 %(most)s 个号码，更长的请上传文件。"

#: customers/forms.py customers/segment_members.py
#, python-format
msgid "%(count)s numbers are unknown, for example %(examples)s."
msgstr "有 %(count)s 个号码查不到，例如 %(examples)s。"

#: customers/forms.py
msgid "Type at least one number, or choose a file."
msgstr "请输入至少一个号码，或选择文件。"

#: customers/forms.py
msgid "A code holds no slash."
msgstr "编码中不能有斜杠。"

#: customers/imports/commands.py
msgid "The file is larger than 2 GB. Import it with the command import_customers."
msgstr "文件超过 2 GB，请用 import_customers 命令导入。"

#: customers/imports/commands.py
msgid "This file was imported or thrown away already. Upload it again."
msgstr "这个文件已导入或已放弃，请重新上传。"

#: customers/imports/commands.py
msgid "The same file is being imported right now."
msgstr "同一文件正在导入。"

#
#: customers/imports/commands.py
msgid "Only the person who uploaded a file throws it away."
msgstr "只有上传人可以丢弃文件。"

#: customers/imports/commands.py
msgid "An import that runs or is done cannot be thrown away."
msgstr "正在运行或已完成的导入不能放弃。"

#: customers/imports/mapping.py customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html
msgid "Phone"
msgstr "手机号"

#: customers/imports/mapping.py
msgid "Product held"
msgstr "持有业务"

#: customers/imports/mapping.py
msgid "Held from"
msgstr "持有起"

#: customers/imports/mapping.py
msgid "Held until"
msgstr "持有止"

#: customers/imports/mapping.py
msgid "Number of the organisation"
msgstr "所属集团号码"

#: customers/imports/mapping.py
msgid "Role in the organisation"
msgstr "在集团中的角色"

#: customers/imports/mapping.py
msgid "Title in the organisation"
msgstr "在集团中的职务"

#: customers/imports/mapping.py
msgid "a text in quotation marks"
msgstr "用引号括起的文字"

#
#: customers/imports/mapping.py
msgid "a whole number"
msgstr "整数"

#: customers/imports/mapping.py
msgid "true or false"
msgstr "true 或 false"

#: customers/imports/mapping.py
msgid "a table"
msgstr "一个表"

#: customers/imports/problems.py
msgid "The file holds no table: there is not even a row of headers."
msgstr "文件里没有表格，连表头都没有。"

#: customers/imports/problems.py
#, python-format
msgid "Row %(row)s, in which the headers should stand, is empty or not there."
msgstr "表头应在第 %(row)s 行，但这一行为空或不存在。"

#: customers/imports/problems.py
msgid "The text is too short to tell UTF-8 from GB18030. Say which encoding it has."
msgstr "文字太少，无法区分 UTF-8 和 GB18030，请选择编码。"

#: customers/imports/problems.py
msgid "The file holds headers but no rows."
msgstr "文件只有表头，没有数据行。"

#: customers/imports/problems.py
#, python-format
msgid "This is neither a text table nor a workbook (csv, xlsx, xls or ods): %(what)s."
msgstr "这不是文本表格或工作簿（csv、xlsx、xls、ods）：%(what)s。"

#: customers/imports/problems.py
#, python-format
msgid "The name ends in %(extension)s, but the content is %(what)s. Save it again in the format that it is named after."
msgstr "文件名以 %(extension)s 结尾，内容却是 %(what)s。请按文件名的格式重新保存。"

#: customers/imports/problems.py
msgid "This is a web page saved under the name of a table. Open it in a spreadsheet program and save it as xlsx."
msgstr "这是以表格名义保存的网页，请用表格软件打开后另存为 xlsx。"

#: customers/imports/problems.py
msgid "The workbook carries macros. Save it as xlsx without them."
msgstr "工作簿带有宏，请另存为不带宏的 xlsx。"

#: customers/imports/problems.py
msgid "The workbook refers to other files. Replace the references by values."
msgstr "工作簿引用了其他文件，请把引用换成数值。"

#: customers/imports/problems.py
msgid "The workbook holds a document type declaration, which no spreadsheet program writes."
msgstr "工作簿含有文档类型声明，任何表格软件都不会这样写。"

#: customers/imports/problems.py
#, python-format
msgid "Unpacked, the workbook would take %(megabytes)s MB; the most is %(most)s MB. Save it as csv."
msgstr "工作簿解压后有 %(megabytes)s MB，上限 %(most)s MB，请另存为 csv。"

#: customers/imports/problems.py
#, python-format
msgid "The workbook is packed %(ratio)s times smaller than its content, which no ordinary table is."
msgstr "工作簿压缩了 %(ratio)s 倍，不像正常表格。"

#: customers/imports/problems.py
#, python-format
msgid "The workbook has %(parts)s parts; the most is %(most)s."
msgstr "工作簿有 %(parts)s 个部件，上限 %(most)s 个。"

#: customers/imports/problems.py
msgid "The file is damaged and cannot be opened."
msgstr "文件已损坏，无法打开。"

#: customers/imports/problems.py
msgid "The workbook is protected by a password. Save it without one."
msgstr "工作簿有密码保护，请去掉密码再保存。"

#: customers/imports/problems.py
msgid "The workbook took too long to read. Save it as csv."
msgstr "工作簿读取时间过长，请另存为 csv。"

#: customers/imports/problems.py
#, python-format
msgid "There is no sheet %(sheet)s; the workbook has %(sheets)s."
msgstr "没有工作表 %(sheet)s；工作簿里有 %(sheets)s。"

#: customers/imports/problems.py
#, python-format
msgid "The encoding %(encoding)s is not offered; use utf-8, gb18030 or utf-16."
msgstr "不支持编码 %(encoding)s，请用 utf-8、gb18030 或 utf-16。"

#: customers/imports/problems.py
#, python-format
msgid "The text cannot be read as %(encoding)s: line %(line)s breaks it."
msgstr "按 %(encoding)s 无法读取：第 %(line)s 行出错。"

#: customers/imports/problems.py
#, python-format
msgid "Up to line %(line)s the text is UTF-8, then it is not: the file mixes encodings or is damaged there."
msgstr "到第 %(line)s 行为止是 UTF-8，之后不是：文件混用了编码或此处损坏。"

#: customers/imports/problems.py
#, python-format
msgid "The quotation marks of line %(line)s cannot be read: one is never closed, or stands inside a field without being doubled. Mend the line, or save the table as xlsx."
msgstr "第 %(line)s 行的引号无法识别：引号没有闭合，或者字段里的引号没有写成两个。请改正这一行，或将表格另存为 xlsx。"

#: customers/imports/problems.py
#, python-format
msgid "The mapping is not valid TOML: %(problem)s."
msgstr "映射不是有效的 TOML：%(problem)s。"

#: customers/imports/problems.py
#, python-format
msgid "The mapping names something that does not exist: %(names)s."
msgstr "映射里有不存在的名称：%(names)s。"

#: customers/imports/problems.py
#, python-format
msgid "The mapping's %(name)s must be %(expected)s."
msgstr "映射的 %(name)s 必须是%(expected)s。"

#: customers/imports/problems.py
msgid "No column holds the customer number. Say which one does: only that column is required."
msgstr "没有列对应客户号码。请指定，只有这一列必填。"

#: customers/imports/problems.py
#, python-format
msgid "There is no column %(column)s for %(field)s; the file has %(headers)s."
msgstr "%(field)s 对应的列 %(column)s 不存在；文件有 %(headers)s。"

#: customers/imports/problems.py
#, python-format
msgid "The column %(column)s is used for %(first)s and for %(second)s."
msgstr "列 %(column)s 同时用于 %(first)s 和 %(second)s。"

#: customers/imports/problems.py
#, python-format
msgid "The date format %(format)s does not name a year, a month and a day, as in YYYY/MM/DD."
msgstr "日期格式 %(format)s 没有写明年、月、日，应如 YYYY/MM/DD。"

#: customers/imports/problems.py
#, python-format
msgid "The column %(column)s was damaged by a spreadsheet program: row %(row)s holds %(value)s, whose last digits are lost. Export the file again with this column as text."
msgstr "列 %(column)s 被表格软件损坏：第 %(row)s 行为 %(value)s，末几位已丢失。请把该列设为文本后重新导出。"

#: customers/imports/problems.py
#, python-format
msgid "%(count)s of %(rows)s rows were rejected, so nothing was imported."
msgstr "%(rows)s 行中有 %(count)s 行被拒，因此没有导入任何内容。"

#: customers/imports/problems.py
msgid "The uploaded file is no longer there. Upload it again."
msgstr "上传的文件已不在，请重新上传。"

#: customers/imports/problems.py
msgid "The import stopped without a result and changed nothing. Start it again."
msgstr "导入中断，没有结果也没有改动，请重新开始。"

#: customers/imports/problems.py
msgid "The customer number is missing."
msgstr "缺少客户号码。"

#: customers/imports/problems.py
#, python-format
msgid "The customer number may have at most 40 characters, without blanks and none of / \\ ? # %% & < >."
msgstr "客户号码最多 40 个字符，不能有空格和 / \\ ? # %% & < >。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s holds the error %(value)s of a spreadsheet."
msgstr "%(column)s 是表格错误值 %(value)s。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s holds a formula that was never calculated. Open the workbook, let it calculate and save it again."
msgstr "%(column)s 是没有计算过的公式。请打开工作簿，重新计算并保存。"

#: customers/imports/problems.py
#, python-format
msgid "The row is a total (%(value)s), no customer."
msgstr "这一行是汇总（%(value)s），不是客户。"

#: customers/imports/problems.py
msgid "The row repeats the headers."
msgstr "这一行重复了表头。"

#: customers/imports/problems.py
msgid "The row has more cells than there are headers."
msgstr "这一行的单元格比表头多。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s holds invisible or control characters."
msgstr "%(column)s 有不可见字符或控制字符。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s has more than %(most)s characters."
msgstr "%(column)s 超过 %(most)s 个字符。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s is not a phone number."
msgstr "%(column)s 不是电话号码。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s is not an amount: write 38.50."
msgstr "%(column)s 不是金额，应写成 38.50。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s is negative."
msgstr "%(column)s 为负数。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s is too large."
msgstr "%(column)s 太大。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s is not a date of the form %(format)s."
msgstr "%(column)s 不是 %(format)s 格式的日期。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s lies outside 1900 to 2100."
msgstr "%(column)s 不在 1900 到 2100 年之间。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s holds something unknown: %(value)s."
msgstr "%(column)s 里有未知内容：%(value)s。"

#: customers/imports/problems.py
#, python-format
msgid "%(column)s holds a name that several have: %(value)s. Use the code."
msgstr "%(column)s 里的名称有重名：%(value)s，请改用代码。"

#: customers/imports/problems.py
msgid "The row has dates of a holding but no product."
msgstr "这一行有持有日期却没有业务。"

#: customers/imports/problems.py
msgid "The holding ends before it starts."
msgstr "持有的结束早于开始。"

#: customers/imports/problems.py
msgid "An organisation cannot be a member of an organisation."
msgstr "集团不能是另一个集团的成员。"

#: customers/imports/problems.py
msgid "The row has a role or title but no organisation."
msgstr "这一行有角色或职务却没有所属集团。"

#: customers/imports/problems.py
msgid "The number belongs to a person on record and an organisation in the file, or the other way round."
msgstr "号码在系统中是个人、在文件中是集团，或正相反。"

#: customers/imports/problems.py
msgid "The number of the organisation belongs to a person."
msgstr "所属集团号码是个人的号码。"

#: customers/imports/rejects.py
#: customers/management/commands/import_customers.py
#: customers/templates/customers/import_file.html
#: organization/templates/organization/workbook_outcome.html
msgid "Row"
msgstr "行"

#
#: customers/kinds.py
msgid "Grid units"
msgstr "网格单元"

#
#: customers/kinds.py
msgid "Grid unit"
msgstr "网格单元"

#: customers/kinds.py
msgid "The smallest areas of responsibility; the customer import names them."
msgstr "最小的责任区域；导入客户时会用到"

#: customers/kinds.py customers/menu.py
#: customers/templates/customers/detail.html
#: customers/templates/customers/import.html
#: customers/templates/customers/import_file.html
#: customers/templates/customers/import_result.html
#: customers/templates/customers/list.html
#: customers/templates/customers/no_list.html
#: customers/templates/customers/segment.html
#: customers/templates/customers/segment_list.html
#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
#: customers/templates/customers/tabs.html desk/search.py
#: organization/views/policies.py resources/benefit_forms.py
msgid "Customers"
msgstr "客户"

#: customers/kinds.py
msgid "A plan is for customers; they come in by an import."
msgstr "营销案面向客户；客户资料通过导入进入系统。"

#: customers/lookups.py
#, python-format
msgid "You have asked for %(most)s numbers within an hour; more is not allowed."
msgstr "你一小时内已查询 %(most)s 个号码，不能再查。"

#: customers/management/commands/import_customers.py
#, python-format
msgid "Encoding: %(encoding)s"
msgstr "编码：%(encoding)s"

#: customers/management/commands/import_customers.py
#, python-format
msgid "Sheet: %(sheet)s (of %(sheets)s)"
msgstr "工作表：%(sheet)s（共有 %(sheets)s）"

#: customers/management/commands/import_customers.py
#, python-format
msgid "Headers in row %(row)s"
msgstr "表头在第 %(row)s 行"

#: customers/management/commands/import_customers.py
#, python-format
msgid "%(percent)s %% · %(rows)s rows read"
msgstr "%(percent)s %% · 已读 %(rows)s 行"

#: customers/management/commands/import_customers.py
msgid "This was a dry run: nothing was changed."
msgstr "这是试运行：没有任何改动。"

#: customers/management/commands/import_customers.py
#, python-format
msgid "This file was imported before, on %(day)s."
msgstr "这个文件已于%(day)s导入过。"

#: customers/management/commands/import_customers.py
msgid "rows"
msgstr "行"

#: customers/management/commands/import_customers.py
msgid "created"
msgstr "新增"

#: customers/management/commands/import_customers.py
#: organization/templates/organization/policies.html
msgid "changed"
msgstr "更新"

#: customers/management/commands/import_customers.py
msgid "unchanged"
msgstr "未变"

#: customers/management/commands/import_customers.py
msgid "named again further down"
msgstr "文件内重复"

#: customers/management/commands/import_customers.py
msgctxt "rows of an import"
msgid "rejected"
msgstr "未导入"

#: customers/management/commands/import_customers.py
#, python-format
msgid "Rejected rows with their reasons: %(path)s"
msgstr "被拒的行及原因：%(path)s"

#: customers/menu.py customers/templates/customers/segment.html
#: customers/templates/customers/segment_list.html
#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
msgid "Segments"
msgstr "客户分群"

#: customers/menu.py customers/templates/customers/import.html
#: customers/templates/customers/import_file.html
#: customers/templates/customers/import_result.html
msgid "Import"
msgstr "导入"

#: customers/models/consent.py
msgid "Empty: every way."
msgstr "留空：所有方式。"

#: customers/models/customer.py
msgid "CNY per month"
msgstr "元/月"

#: customers/models/customer.py
msgid "Columns of the source that have no field of their own."
msgstr "来源中没有专门字段的列。"

#: customers/models/party.py
msgid "parties"
msgstr "客户主体"

#: customers/models/segment.py customers/segments.py
msgid "A segment is either a filter or a list."
msgstr "客户分群要么是筛选，要么是名单。"

#: customers/policies.py
msgid "How many customers one person may see in clear on a day"
msgstr "一人一天最多可以查看多少位客户的完整信息"

#: customers/policies.py organization/enums.py
msgid "customers"
msgstr "客户"

#
#: customers/policies.py
msgid "How many numbers and phones of customers one person may ask for in an hour"
msgstr "一人一小时可查询的客户号码和电话数"

#
#
#: customers/policies.py
msgid "numbers"
msgstr "个"

#: customers/templates/customers/condition_row.html
msgid "Keep or take away"
msgstr "保留或剔除"

#: customers/templates/customers/condition_row.html
msgctxt "condition"
msgid "Keep"
msgstr "保留"

#: customers/templates/customers/condition_row.html
msgctxt "condition"
msgid "Take away"
msgstr "收回"

#: customers/templates/customers/condition_row.html
msgid "Columns of imports"
msgstr "导入文件的列"

#: customers/templates/customers/condition_row.html
#: customers/templates/customers/detail.html organization/views/audit.py
msgid "From"
msgstr "起"

#: customers/templates/customers/condition_row.html organization/views/audit.py
msgid "To"
msgstr "到"

#: customers/templates/customers/condition_row.html
msgid "Values"
msgstr "值"

#: customers/templates/customers/condition_row.html
msgid "several, separated by commas"
msgstr "可填多个，用逗号分开"

#: customers/templates/customers/condition_row.html
msgid "Remove the condition"
msgstr "删除条件"

#: customers/templates/customers/detail.html
msgid "What was done"
msgstr "接触轨迹"

#: customers/templates/customers/detail.html
#, python-format
msgid "%(count)s entry in a year"
msgid_plural "%(count)s entries in a year"
msgstr[0] "一年 %(count)s 条"

#: customers/templates/customers/detail.html
msgid "Service trajectory"
msgstr "客户服务轨迹"

#: customers/templates/customers/detail.html organization/row_forms.py
#: preflight/shared_facts.py resources/benefit_forms.py
#: resources/templates/resources/benefits.html
msgid "Day"
msgstr "日期"

#: customers/templates/customers/detail.html
msgid "Contact"
msgstr "接触"

#: customers/templates/customers/detail.html
msgid "Nobody contacted this customer in the last year."
msgstr "最近一年没有人联系过这位客户。"

#: customers/templates/customers/detail.html
msgid "What the customer has"
msgstr "在用业务与合约"

#: customers/templates/customers/detail.html
msgid "Products and contracts"
msgstr "业务与合约"

#: customers/templates/customers/detail.html
#: findings/templates/findings/card.html organization/forms.py
#: organization/row_forms.py organization/templates/organization/person.html
#: organization/templates/organization/tokens.html
msgid "Until"
msgstr "有效至"

#: customers/templates/customers/detail.html
msgid "over"
msgstr "已结束"

#: customers/templates/customers/detail.html
msgid "no end"
msgstr "无到期日"

#: customers/templates/customers/detail.html
msgid "No product or contract is on record."
msgstr "没有业务或合约记录。"

#: customers/templates/customers/detail.html
msgid "Roles in organisations"
msgstr "在集团中的角色"

#: customers/templates/customers/detail.html customers/views/importing.py
msgid "Members and key contacts"
msgstr "成员与关键联系人"

#: customers/templates/customers/detail.html organization/forms.py
#: organization/templates/organization/person.html
msgid "Role"
msgstr "角色"

#: customers/templates/customers/detail.html
msgid "Job title"
msgstr "职务"

#: customers/templates/customers/detail.html
#, python-format
msgid "The first %(shown)s of %(total)s"
msgstr "前 %(shown)s 个，共 %(total)s 个"

#: customers/templates/customers/detail.html
msgid "Accounts of the same person"
msgstr "同一人的账户"

#: customers/templates/customers/detail.html
msgid "Accounts"
msgstr "账户"

#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
#: findings/templates/findings/concerned.html
msgid "Number"
msgstr "号码"

#: customers/templates/customers/detail.html
msgid "Further columns of the source"
msgstr "其他导入字段"

#: customers/templates/customers/detail.html
msgid "Identity"
msgstr "身份"

#: customers/templates/customers/detail.html
#: customers/templates/customers/list.html
msgid "Monthly spend"
msgstr "月均消费"

#: customers/templates/customers/detail.html
msgid "Shown in clear this once; your look and its purpose are on the audit trail."
msgstr "仅这一次完整显示；查看和用途已记入审计。"

#: customers/templates/customers/detail.html
msgid "Each look is noted with its purpose."
msgstr "每次查看连同用途都有记录。"

#: customers/templates/customers/detail.html
msgid "Show in clear"
msgstr "显示完整信息"

#: customers/templates/customers/detail.html
msgid "Agreed to"
msgstr "已同意"

#: customers/templates/customers/detail.html
msgid "Another customer has the same phone. If it is one person, they are counted twice."
msgstr "另有客户使用同一电话。如果是同一人，人数会重复计算。"

#: customers/templates/customers/detail.html
msgid "Record a wish"
msgstr "登记客户意愿"

#: customers/templates/customers/detail.html
msgid "Record"
msgstr "登记"

#: customers/templates/customers/import.html
#: customers/templates/customers/list.html
msgid "Import customers"
msgstr "导入客户"

#: customers/templates/customers/import.html
msgid "Nothing is written before you have seen how the file is read"
msgstr "看过文件怎样读取之后才会写入"

#: customers/templates/customers/import.html
msgid "File"
msgstr "文件"

#: customers/templates/customers/import.html
#, python-format
msgid "A csv file (UTF-8 or GB18030) or a workbook (xlsx, xls, ods) with headers in its first row and one row per customer, at most %(most)s GB. Only the customer number is needed. An upload that is not imported, and the file of rejected rows, are removed after %(kept)s days."
msgstr "csv 文件（UTF-8 或 GB18030）或工作簿（xlsx、xls、ods），第一行是表头，每行一位客户，最大 %(most)s GB。只有客户号码是必需的。未导入的上传文件和被拒行文件在 %(kept)s 天后删除。"

#: customers/templates/customers/import.html
msgid "A table with headers that are recognised"
msgstr "下载可识别表头的模板"

#: customers/templates/customers/import.html
msgid "Upload and look at it"
msgstr "上传并查看"

#: customers/templates/customers/import.html
msgid "Imported before"
msgstr "以前导入的"

#: customers/templates/customers/import.html
msgid "Imports"
msgstr "导入"

#: customers/templates/customers/import.html
msgctxt "import"
msgid "By"
msgstr "导入人"

#: customers/templates/customers/import.html
#: customers/templates/customers/import_result.html
msgctxt "import"
msgid "Rows"
msgstr "行"

#: customers/templates/customers/import.html
#: customers/templates/customers/import_result.html
msgctxt "import"
msgid "Created"
msgstr "新增"

#: customers/templates/customers/import.html
#: customers/templates/customers/import_result.html
msgctxt "import"
msgid "Changed"
msgstr "更新"

#: customers/templates/customers/import.html
#: customers/templates/customers/import_result.html
msgctxt "import"
msgid "Unchanged"
msgstr "未变"

#: customers/templates/customers/import.html
#: customers/templates/customers/import_result.html
msgctxt "import"
msgid "Rejected"
msgstr "被拒"

#: customers/templates/customers/import.html
msgid "No file was imported yet."
msgstr "还没有导入过文件。"

#: customers/templates/customers/import_error.html
#: customers/templates/customers/import_result.html
msgid "Download the rejected rows"
msgstr "下载被拒的行"

#: customers/templates/customers/import_file.html
msgid "Say what each column is, look at the first rows, then import"
msgstr "指明各列是什么，看前几行，然后导入"

#: customers/templates/customers/import_file.html
msgid "Discard"
msgstr "放弃"

#: customers/templates/customers/import_file.html
#, python-format
msgid "The same file was imported before: %(when)s, by %(who)s. Importing it again changes only what was changed since."
msgstr "同一文件已由 %(who)s 于 %(when)s 导入过。再次导入只更新此后变化的内容。"

#: customers/templates/customers/import_file.html
msgid "How to read it"
msgstr "怎样读取"

#: customers/templates/customers/import_file.html
#: organization/templates/organization/workbook_outcome.html
msgid "Sheet"
msgstr "工作表"

#: customers/templates/customers/import_file.html
msgid "Encoding"
msgstr "编码"

#: customers/templates/customers/import_file.html
msgid "Found out from the whole text"
msgstr "由全文判定"

#: customers/templates/customers/import_file.html
#, python-format
msgid "Read as %(encoding)s"
msgstr "按 %(encoding)s 读取"

#: customers/templates/customers/import_file.html
msgid "Headers in row"
msgstr "表头所在行"

#: customers/templates/customers/import_file.html
msgid "Empty: where they seem to stand"
msgstr "不填则自动判断"

#: customers/templates/customers/import_file.html
msgid "Put before every number"
msgstr "加在每个号码前"

#: customers/templates/customers/import_file.html
msgid "Keeps the numbers of two sources apart"
msgstr "用来区分两个来源的号码"

#: customers/templates/customers/import_file.html
msgid "Form of dates"
msgstr "日期写法"

#: customers/templates/customers/import_file.html
msgid "For texts such as 2015/3/1 write YYYY/M/D; dates are never guessed"
msgstr "形如 2015/3/1 的文字请写 YYYY/M/D；日期不会被猜测"

#: customers/templates/customers/import_file.html
msgid "Keep the other columns, for segments"
msgstr "保留其他列，供分群筛选"

#: customers/templates/customers/import_file.html
msgid "Take the good rows even if others are rejected"
msgstr "即使有行被拒，也导入其余正确的行"

#: customers/templates/customers/import_file.html
msgid "Columns"
msgstr "列"

#: customers/templates/customers/import_file.html
msgid "Columns of the file"
msgstr "文件的列"

#: customers/templates/customers/import_file.html
#: organization/templates/organization/workbook_outcome.html
msgid "Column"
msgstr "列"

#: customers/templates/customers/import_file.html
msgid "For example"
msgstr "示例"

#: customers/templates/customers/import_file.html organization/kinds.py
msgid "Meaning"
msgstr "含义"

#: customers/templates/customers/import_file.html
#, python-format
msgid "What column %(name)s is"
msgstr "%(name)s 列是什么"

#: customers/templates/customers/import_file.html
msgid "not a field"
msgstr "不导入"

#: customers/templates/customers/import_file.html
msgid "Say which column holds the customer number: nothing else is needed."
msgstr "请指明哪一列是客户号码：其他都不是必填。"

#: customers/templates/customers/import_file.html
msgid "The first rows, as they would be stored"
msgstr "前几行入库后的样子"

#: customers/templates/customers/import_file.html
msgid "The first rows"
msgstr "前几行"

#: customers/templates/customers/import_file.html
msgid "First say which column holds the customer number."
msgstr "请先指明哪一列是客户号码。"

#: customers/templates/customers/import_file.html
msgid "Look again"
msgstr "再看一次"

#: customers/templates/customers/import_progress.html
msgid "Waiting for a free worker"
msgstr "等待空闲的后台进程"

#: customers/templates/customers/import_progress.html
msgid "Writing"
msgstr "正在写入"

#: customers/templates/customers/import_progress.html
msgid "Reading"
msgstr "正在读取"

#: customers/templates/customers/import_progress.html
msgid "Progress"
msgstr "进度"

#: customers/templates/customers/import_progress.html
msgid "You can leave this page; the import goes on."
msgstr "可以离开本页，导入会继续。"

#: customers/templates/customers/import_result.html
msgid "Import another file"
msgstr "导入另一个文件"

#: customers/templates/customers/import_result.html
msgid "Result"
msgstr "结果"

#: customers/templates/customers/import_result.html
msgid "Named again further down"
msgstr "文件内重复"

#: customers/templates/customers/import_result.html
msgid "Kept columns, as all their values decide"
msgstr "保留的列及按全部取值判定的类型"

#
#: customers/templates/customers/import_result.html
msgctxt "column"
msgid "masked"
msgstr "已脱敏"

#
#: customers/templates/customers/import_result.html
msgid "To the customers"
msgstr "查看客户"

#: customers/templates/customers/import_result.html
#: customers/templates/customers/segment.html
#: customers/templates/customers/segments.html
msgid "New segment"
msgstr "新建分群"

#: customers/templates/customers/import_result.html
msgid "Mapping"
msgstr "映射"

#: customers/templates/customers/import_result.html
msgid "For the command import_customers --mapping; the same file can be read the same way again."
msgstr "用于命令 import_customers --mapping；同一文件可以照样再读一次。"

#: customers/templates/customers/list.html
#, python-format
msgid "%(count)s customer, names and phones masked"
msgid_plural "%(count)s customers, names and phones masked"
msgstr[0] "%(count)s 位客户，姓名和手机号已脱敏"

#: customers/templates/customers/list.html
msgid "Number or phone"
msgstr "号码或手机号"

#: customers/templates/customers/list.html
msgid "The whole number"
msgstr "完整号码"

#
#: customers/templates/customers/list.html
msgctxt "customer"
msgid "Find"
msgstr "查找"

#: customers/templates/customers/list.html
msgid "All"
msgstr "全部"

#: customers/templates/customers/list.html
msgid "No match"
msgstr "没有符合条件的"

#: customers/templates/customers/list.html
msgid "A number or phone is found only as a whole, so that nobody can find a customer by trying. Check it, or take away a filter."
msgstr "号码须完整才能查到，以防逐位试探。请核对，或去掉一个筛选条件。"

#: customers/templates/customers/list.html
msgid "All customers"
msgstr "全部客户"

#: customers/templates/customers/list.html
msgid "No customers yet"
msgstr "还没有客户"

#: customers/templates/customers/list.html
msgid "Import them from your CRM: a csv file or a workbook with one row per customer. Only the customer number is needed."
msgstr "请从 CRM 导入：csv 文件或工作簿，每行一位客户，只有客户号码必填。"

#: customers/templates/customers/no_list.html
msgid "You may import customers, but not look at them"
msgstr "你可以导入客户，但不能查看"

#: customers/templates/customers/no_list.html
msgid "Customer data is shown to planners, service managers and account managers. What you imported is listed with its counts."
msgstr "客户资料只对策划、服务经理和客户经理显示。你导入的批次和数量都列在导入页。"

#: customers/templates/customers/no_list.html
msgid "Go to imports"
msgstr "去导入页"

#: customers/templates/customers/segment.html
msgid "Conditions narrow from top to bottom"
msgstr "条件从上到下逐条收窄"

#: customers/templates/customers/segment.html
#, python-format
msgid "This filter is nested and came through the API: %(words)s. It stays as it is unless you add conditions here, which replace it."
msgstr "这个筛选是嵌套的，由 API 建立：%(words)s。不在这里加条件就保持不变，加了就会替换。"

#: customers/templates/customers/segment.html
msgid "Add at least one condition."
msgstr "请至少加一个条件。"

#: customers/templates/customers/segment.html
msgid "How the conditions are joined"
msgstr "条件之间的关系"

#: customers/templates/customers/segment.html
msgid "All of them hold"
msgstr "全部成立"

#: customers/templates/customers/segment.html
msgid "At least one holds"
msgstr "至少一个成立"

#: customers/templates/customers/segment.html
msgid "Count"
msgstr "统计"

#: customers/templates/customers/segment_list.html
#: customers/templates/customers/segments.html
msgid "Upload a list"
msgstr "上传名单"

#: customers/templates/customers/segment_list.html
#, python-format
msgid "The list holds %(persons)s person and %(organisations)s organisations. New numbers replace it."
msgid_plural "The list holds %(persons)s persons and %(organisations)s organisations. New numbers replace it."
msgstr[0] "名单含 %(persons)s 人、%(organisations)s 个集团。填写新号码会替换它。"

#: customers/templates/customers/segment_list.html
msgid "One per line, or separated by commas; at most 10,000."
msgstr "每行一个或用逗号分开，最多 10,000 个。"

#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
msgid "Whom it means"
msgstr "指哪些客户"

#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
msgid "A fixed list"
msgstr "固定名单"

#: customers/templates/customers/segment_read.html
#: customers/templates/customers/segments.html
msgid "Organisations"
msgstr "集团"

#: customers/templates/customers/segment_read.html
msgid "Only its owner changes it."
msgstr "只有归口单位可以修改。"

#: customers/templates/customers/segment_total.html
msgid "In this segment today"
msgstr "今天属于这个分群"

#: customers/templates/customers/segment_total.html
#, python-format
msgid "and %(text)s organisation; a plan adds its members and key contacts"
msgid_plural "and %(text)s organisations; a plan adds their members and key contacts"
msgstr[0] "以及 %(text)s 个集团；营销案会加上其成员和关键联系人"

#: customers/templates/customers/segment_total.html
msgid "Complete the conditions to see how many."
msgstr "填全条件后显示人数。"

#: customers/templates/customers/segments.html
msgid "Named groups of customers for audiences and exclusions, counted today"
msgstr "用于目标客户和剔除的命名客户群，人数为今天的统计"

#: customers/templates/customers/segments.html
msgid "not offered"
msgstr "不面向"

#: customers/templates/customers/segments.html
msgid "No segment has this in its name."
msgstr "没有名称含此内容的分群。"

#: customers/templates/customers/segments.html
msgid "No segments yet"
msgstr "还没有分群"

#: customers/templates/customers/segments.html
msgid "A segment names customers once, by conditions or as a list, so that every plan can include or exclude them."
msgstr "分群用条件或名单定义一次，各营销案都可以包含或剔除。"

#: customers/touches.py
msgid "A touch cannot lie in the future."
msgstr "接触记录不能晚于今天。"

#
#: customers/touches.py
msgid "This source and key were told with another content."
msgstr "这个来源和编号已经上报过，内容与这次不同。"

#: customers/touches.py
msgid "Give either number or numbers."
msgstr "number 和 numbers 只能给一个。"

#: customers/unmasking.py
msgid "Say in 2 to 200 characters what you need it for."
msgstr "请用 2 到 200 字写明用途。"

#: customers/unmasking.py
#, python-format
msgid "You have seen %(most)s customers in clear today; more is not allowed."
msgstr "你今天已查看 %(most)s 位客户的完整信息，不能再看。"

#: customers/views/detail.py
msgid "What do you need it for?"
msgstr "查看用途"

#: customers/views/importing.py
msgid "Holdings"
msgstr "持有"

#: customers/views/importing.py
msgid "Do-not-contact entries"
msgstr "免打扰记录"

#: customers/views/importing.py
msgid "Taken off the do-not-contact list"
msgstr "移出免打扰名单"

#: customers/views/importing.py
msgid "Consents"
msgstr "同意记录"

#: customers/views/importing.py
msgid "Wishes that people recorded, left as they are"
msgstr "人工登记的意愿，保持不变"

#: customers/views/importing.py
msgid "Names of organisations"
msgstr "集团名称"

#: customers/views/importing.py
msgid "Only the person who uploaded a file sees its rows."
msgstr "只有上传文件的人能看到其中的行。"

#: customers/views/importing.py
msgid "The upload was thrown away; nothing was imported."
msgstr "已放弃上传的文件，没有导入任何内容。"

#: customers/views/segments.py
#, python-format
msgid "%(segment)s was saved. Persons today: %(persons)s."
msgstr "%(segment)s已保存：今天 %(persons)s 人。"

#
#: customers/views/wishes.py
msgid "The customer's wish is on record."
msgstr "已登记客户意愿。"

#
#: customers/wishes.py
msgid "Say in 2 to 120 characters who asked for it and why."
msgstr "请用 2 到 120 个字写明谁提出、为什么。"

#
#: customers/wishes.py
msgid "Choose a way of contact."
msgstr "请选择接触方式。"

#
#: customers/wishes.py
msgid "This is on record already."
msgstr "记录已是如此，无需再登记。"

#: desk/alerts.py
#, python-format
msgid "%(week)s: launches weigh %(points)s points, %(over)s over the limit of %(limit)s"
msgstr "%(week)s：上线 %(points)s 分，上限 %(limit)s 分，超出 %(over)s 分"

#: desk/alerts.py desk/strip.py
#, python-format
msgid "%(n)s launch"
msgid_plural "%(n)s launches"
msgstr[0] "%(n)s 个上线"

#: desk/alerts.py
msgid "whole company"
msgstr "全公司"

#: desk/alerts.py
msgid "See the week"
msgstr "看这一周"

#: desk/alerts.py
msgid "See the days"
msgstr "看这些天"

#: desk/alerts.py
#, python-format
msgid "%(n)s campaign starts or pushes then"
msgid_plural "%(n)s campaigns start or push then"
msgstr[0] "届时有 %(n)s 个营销案上线或推送"

#: desk/alerts.py
#, python-format
msgid "%(n)s background job was given up"
msgid_plural "%(n)s background jobs were given up"
msgstr[0] "有 %(n)s 个后台任务已放弃"

#: desk/alerts.py
msgid "system"
msgstr "系统"

#: desk/alerts.py organization/menu.py
#: organization/templates/organization/audit.html
#: organization/templates/organization/days.html
#: organization/templates/organization/entries.html
#: organization/templates/organization/entry.html
#: organization/templates/organization/people.html
#: organization/templates/organization/person.html
#: organization/templates/organization/policies.html
#: organization/templates/organization/policy.html
#: organization/templates/organization/setup.html
#: organization/templates/organization/unit.html
#: organization/templates/organization/units.html
#: organization/templates/organization/workbook.html
msgid "Set-up"
msgstr "设置"

#: desk/audit_labels.py
msgctxt "audit"
msgid "Asked what a customer can take"
msgstr "查询客户能办什么"

#: desk/eligibility.py
msgid "Give a customer number or a phone number."
msgstr "请输入客户号码或手机号。"

#: desk/eligibility.py
msgid "No customer has this number. Check it, then ask again."
msgstr "没有这个号码的客户，请核对后再查。"

#: desk/eligibility.py
#, python-format
msgid "It starts on %(day)s."
msgstr "%(day)s开始。"

#: desk/eligibility.py
msgid "It is suspended at present."
msgstr "目前已暂停。"

#: desk/eligibility.py
msgid "It is not offered to this customer."
msgstr "不面向这位客户。"

#: desk/eligibility.py
msgid "It does not run in this branch."
msgstr "不在本分公司开展。"

#: desk/eligibility.py
msgid "It is suspended in this branch at present."
msgstr "目前在本分公司暂停。"

#: desk/eligibility.py
#, python-format
msgid "A contract that excludes it runs until %(day)s."
msgstr "有互斥的合约，到%(day)s为止。"

#: desk/eligibility.py
msgid "A contract that excludes it runs on without an end."
msgstr "有互斥的合约，没有到期日。"

#: desk/forms.py desk/nothing.py desk/templates/desk/check.html
msgid "Can this customer take it?"
msgstr "这位客户能办吗？"

#: desk/forms.py desk/templates/desk/check.html
msgid "Shows only offers and what to say, no customer data."
msgstr "只显示能办的优惠和要说的话，不显示客户资料。"

#: desk/forms.py resources/forms.py resources/templates/resources/arrivals.html
msgid "Received"
msgstr "收到"

#: desk/inbox/answering.py
#, python-format
msgid "This answer does not fit, so nothing was done: %(titles)s"
msgstr "以下事项不能这样答复，没有处理：%(titles)s"

#: desk/inbox/approvals.py
msgid "Approve"
msgstr "批准"

#: desk/inbox/approvals.py
msgid "Return"
msgstr "退回"

#: desk/inbox/approvals.py organization/views/policies.py
msgid "Approval"
msgstr "审批"

#: desk/inbox/approvals.py
#, python-format
msgid "Approve “%(name)s”"
msgstr "审批「%(name)s」"

#: desk/inbox/approvals.py
#, python-format
msgid "Approval of “%(name)s”"
msgstr "「%(name)s」的审批"

#: desk/inbox/approvals.py desk/inbox/drafts.py desk/inbox/findings.py
#: desk/inbox/proposals.py
msgid "See its status"
msgstr "查看进度"

#: desk/inbox/approvals.py
#, python-format
msgid "“%(name)s” is returned; its planner sees why."
msgstr "「%(name)s」已退回，策划会看到原因。"

#: desk/inbox/approvals.py
#, python-format
msgid "“%(name)s” is approved. It starts by itself on its first day."
msgstr "「%(name)s」已批准，首日自动上线。"

#: desk/inbox/approvals.py
#, python-format
msgid "You have approved “%(name)s”; another signature is still missing."
msgstr "你已批准「%(name)s」，还差另一方签署。"

#: desk/inbox/arrivals.py
msgid "All arrived"
msgstr "全部收到"

#: desk/inbox/arrivals.py
msgid "Delivery"
msgstr "到货"

#: desk/inbox/arrivals.py
#, python-format
msgid "%(quantity)s × %(resource)s to %(unit)s: did they arrive?"
msgstr "%(quantity)s × %(resource)s到%(unit)s：收到了吗？"

#: desk/inbox/arrivals.py desk/templates/desk/schedule.html
#: resources/templates/resources/due.html
msgid "Another number"
msgstr "数量不符"

#: desk/inbox/arrivals.py desk/views/schedule.py
msgid "There is no such delivery."
msgstr "没有这批到货。"

#: desk/inbox/arrivals.py desk/views/schedule.py
#, python-format
msgid "%(quantity)s × %(resource)s received."
msgstr "已收到 %(resource)s × %(quantity)s。"

#: desk/inbox/deciding.py
#, python-format
msgid "budget %(amount)s"
msgstr "预算 %(amount)s"

#: desk/inbox/deciding.py
#, python-format
msgid "risk grade %(grade)s"
msgstr "风险等级 %(grade)s"

#: desk/inbox/deciding.py
#, python-format
msgid "%(n)s warning open"
msgid_plural "%(n)s warnings open"
msgstr[0] "%(n)s 个需关注未处理"

#: desk/inbox/deciding.py
msgid "no warning open"
msgstr "没有未处理的需关注"

#: desk/inbox/drafts.py
msgid "Require changes"
msgstr "要求修改"

#: desk/inbox/drafts.py
#, python-format
msgid "Review “%(title)s”"
msgstr "审阅「%(title)s」"

#: desk/inbox/drafts.py desk/inbox/invitations.py desk/inbox/recalls.py
msgid "Read it"
msgstr "阅读"

#: desk/inbox/drafts.py
#, python-format
msgid "Is “%(title)s” right about “%(campaign)s”?"
msgstr "「%(title)s」里关于「%(campaign)s」的内容对吗？"

#: desk/inbox/drafts.py
msgid "Signature"
msgstr "签署"

#: desk/inbox/drafts.py
#, python-format
msgid "Rewrite “%(title)s”"
msgstr "改写「%(title)s」"

#: desk/inbox/drafts.py
msgid "Changes required"
msgstr "须修改"

#: desk/inbox/drafts.py
#, python-format
msgid "Release “%(title)s” to the branches"
msgstr "把「%(title)s」发布到分公司"

#: desk/inbox/drafts.py
#, python-format
msgid "Answer on “%(title)s”"
msgstr "答复「%(title)s」"

#: desk/inbox/drafts.py desk/inbox/recalls.py
msgid "There is no such draft."
msgstr "没有这份宣传稿。"

#: desk/inbox/drafts.py
#, python-format
msgid "“%(title)s” is approved; it is released once every planner has signed."
msgstr "「%(title)s」已通过，各策划签署后发布。"

#: desk/inbox/drafts.py
#, python-format
msgid "“%(title)s” goes back to its author with your words."
msgstr "「%(title)s」连同你的意见退回作者。"

#: desk/inbox/drafts.py
#, python-format
msgid "“%(title)s” is released; the branches see it now."
msgstr "「%(title)s」已发布，分公司现在可以看到。"

#: desk/inbox/drafts.py
msgid "The draft speaks of none of your campaigns."
msgstr "这份宣传稿不涉及你的营销案。"

#: desk/inbox/drafts.py
#, python-format
msgid "You agree to what “%(title)s” says of your campaigns."
msgstr "你同意「%(title)s」中关于你的营销案的内容。"

#: desk/inbox/drafts.py
#, python-format
msgid "The author of “%(title)s” sees what you ask for."
msgstr "「%(title)s」的作者会看到你的要求。"

#: desk/inbox/evaluations.py
msgid "Evaluation"
msgstr "后评估"

#: desk/inbox/evaluations.py
#, python-format
msgid "Evaluate “%(name)s”"
msgstr "评估「%(name)s」"

#: desk/inbox/evaluations.py
msgid "Evaluate it"
msgstr "去评估"

#: desk/inbox/findings.py findings/templates/findings/card.html
msgid "Accept"
msgstr "接受"

#: desk/inbox/findings.py
#, python-format
msgid "%(n)s more blocks it"
msgid_plural "%(n)s more block it"
msgstr[0] "另有 %(n)s 项必须解决"

#: desk/inbox/findings.py
#, python-format
msgid "%(names)s have it too, with numbers of their own; one answer is for all"
msgstr "%(names)s 也有这一问题，数值各自不同；一次答复对它们都有效"

#: desk/inbox/findings.py
#, python-format
msgid "%(names)s have it too, with numbers of their own"
msgstr "%(names)s 也有这一问题，数值各自不同"

#: desk/inbox/findings.py
msgid "Conflict"
msgstr "冲突"

#: desk/inbox/findings.py
msgid "Finding"
msgstr "问题"

#: desk/inbox/findings.py desk/inbox/proposals.py
msgid "Settle it"
msgstr "去处理"

#: desk/inbox/findings.py
#, python-format
msgid "%(n)s warning to look at: %(name)s"
msgid_plural "%(n)s warnings to look at: %(name)s"
msgstr[0] "%(n)s 项需关注：%(name)s"

#: desk/inbox/findings.py
msgid "Look at them"
msgstr "去看看"

#: desk/inbox/findings.py
msgid "There is no such finding."
msgstr "没有这个问题。"

#: desk/inbox/findings.py
#, python-format
msgid "Accepted; “%(name)s” and %(n)s more plan may go on."
msgid_plural "Accepted; “%(name)s” and %(n)s more plans may go on."
msgstr[0] "已接受，「%(name)s」和另外 %(n)s 个营销案可以继续。"

#: desk/inbox/findings.py
#, python-format
msgid "Accepted; “%(name)s” may go on."
msgstr "已接受，「%(name)s」可以继续。"

#: desk/inbox/findings.py
msgid "Your signature is kept; another one is still missing."
msgstr "已保存你的签署，还差另一方签署。"

#: desk/inbox/findings.py
msgid "you have signed; another signature is missing"
msgstr "你已签署，还差另一方签署"

#: desk/inbox/invitations.py
msgid "Join"
msgstr "参加"

#: desk/inbox/invitations.py
msgid "Do not join"
msgstr "不参加"

#: desk/inbox/invitations.py
#, python-format
msgid "%(product)s, bearing %(share)s of the cost"
msgstr "%(product)s，分摊成本 %(share)s"

#: desk/inbox/invitations.py
#, python-format
msgid "“%(name)s” takes along a product of yours: do you join?"
msgstr "「%(name)s」要搭载你单位的业务：是否参加？"

#: desk/inbox/invitations.py
#, python-format
msgid "Answer to the invitation to “%(name)s”"
msgstr "对「%(name)s」搭载邀请的答复"

#: desk/inbox/invitations.py
msgid "Invitation"
msgstr "搭载邀请"

#: desk/inbox/invitations.py
#, python-format
msgid "You join “%(name)s”; its owner has been told."
msgstr "已同意参加「%(name)s」，对方已收到通知。"

#: desk/inbox/invitations.py
#, python-format
msgid "You do not join “%(name)s”; its owner has been told why."
msgstr "已答复不参加「%(name)s」，对方已收到原因。"

#: desk/inbox/plans.py
msgid "There is no such campaign."
msgstr "没有这个营销案。"

#: desk/inbox/plans.py
msgid "There is no such answer."
msgstr "没有这个答复。"

#: desk/inbox/proposals.py findings/templates/findings/card.html
msgid "Decline"
msgstr "不采纳"

#: desk/inbox/proposals.py
#, python-format
msgid "%(person)s proposes a change of your “%(name)s”"
msgstr "%(person)s建议修改你的「%(name)s」"

#: desk/inbox/proposals.py
#, python-format
msgid "Answer to your proposal for “%(name)s”"
msgstr "对你就「%(name)s」所提建议的答复"

#: desk/inbox/proposals.py
msgid "Proposal"
msgstr "处理建议"

#: desk/inbox/proposals.py
msgid "There is no such proposal."
msgstr "没有这个建议。"

#: desk/inbox/proposals.py
msgid "Declined; who proposed it has been told why."
msgstr "已答复不同意，提出人会看到原因。"

#: desk/inbox/recalls.py
msgid "No longer used"
msgstr "已停用"

#: desk/inbox/recalls.py
msgid "Recalled"
msgstr "已撤回"

#: desk/inbox/recalls.py desk/templates/desk/schedule.html
#, python-format
msgid "“%(title)s” is recalled: do not use it any more"
msgstr "「%(title)s」已撤回，请停止使用"

#: desk/inbox/recalls.py
#, python-format
msgid "Confirmed: “%(title)s” is no longer used with you."
msgstr "已确认：「%(title)s」你处已停用。"

#: desk/inbox/running.py
msgid "Check again"
msgstr "重新检查"

#: desk/inbox/running.py
msgid "Resume"
msgstr "恢复"

#: desk/inbox/running.py
msgid "Finalise"
msgstr "定稿"

#: desk/inbox/running.py
#, python-format
msgid "The check of “%(name)s” failed"
msgstr "「%(name)s」检查失败"

#: desk/inbox/running.py
msgid "Check"
msgstr "预检"

#: desk/inbox/running.py
#, python-format
msgid "“%(name)s” is being checked"
msgstr "「%(name)s」正在检查"

#: desk/inbox/running.py
#, python-format
msgid "Nothing blocks “%(name)s”: finalise it"
msgstr "「%(name)s」没有阻碍：可以定稿"

#: desk/inbox/running.py
#, python-format
msgid "“%(name)s” came back: change it and submit it again"
msgstr "「%(name)s」被退回：修改后重新提交"

#: desk/inbox/running.py
msgid "Returned"
msgstr "退回修改"

#: desk/inbox/running.py
#, python-format
msgid "Complete and submit “%(name)s”"
msgstr "补全并提交「%(name)s」"

#: desk/inbox/running.py
#, python-format
msgid "The launch of “%(name)s” is held"
msgstr "「%(name)s」上线被搁置"

#: desk/inbox/running.py
msgid "Launch"
msgstr "上线"

#: desk/inbox/running.py
#, python-format
msgid "Second agreement to resume “%(name)s”"
msgstr "恢复「%(name)s」的另一方同意"

#: desk/inbox/running.py
msgid "Suspended"
msgstr "暂停"

#: desk/inbox/running.py
#, python-format
msgid "“%(name)s” is suspended"
msgstr "「%(name)s」已暂停"

#: desk/inbox/running.py desk/templates/desk/walk.html
#: organization/templates/organization/notices.html
msgid "Open"
msgstr "打开"

#: desk/inbox/running.py
#, python-format
msgid "“%(name)s” is being checked again."
msgstr "「%(name)s」正在重新检查。"

#: desk/inbox/running.py
#, python-format
msgid "You agreed to resume “%(name)s”; once both have agreed, it runs on."
msgstr "已记录你同意恢复「%(name)s」；负责人和服务经理都同意后即恢复执行。"

#: desk/inbox/running.py
#, python-format
msgid "“%(name)s” is finalised; those who approve have been told."
msgstr "「%(name)s」已定稿，已通知审批人。"

#: desk/menu.py desk/templates/desk/home.html
msgid "My day"
msgstr "我的一天"

#: desk/menu.py desk/templates/desk/schedule.html
msgid "Schedule"
msgstr "日程"

#: desk/nothing.py
msgid "Findings about freezes and other system days, which support accepts, appear here."
msgstr "由后台接受的封网等系统日问题会出现在这里。"

#: desk/nothing.py
msgid "See the days in the calendar"
msgstr "在日历中查看"

#: desk/nothing.py
msgid "Recalled texts appear here. What a customer may take is looked up in the schedule."
msgstr "撤回的文案会出现在这里。客户能办什么，请在日程里查询。"

#: desk/nothing.py
msgid "Deliveries that are due and shortages that you accept appear here."
msgstr "到期未确认的到货和由你接受的缺货问题会出现在这里。"

#: desk/nothing.py
msgid "See the stock"
msgstr "查看库存"

#: desk/nothing.py
msgid "Findings about channels that you accept appear here."
msgstr "由你接受的渠道问题会出现在这里。"

#: desk/nothing.py
msgid "See the loading rules"
msgstr "查看加载规则"

#: desk/nothing.py
msgid "Nothing is asked of an auditor here. Your work is the audit trail."
msgstr "审计人员在这里没有待办，工作在审计记录中。"

#: desk/nothing.py
msgid "See the audit trail"
msgstr "查看审计记录"

#: desk/schedule_changes.py
msgid "suspended: sell nothing of it until it goes on"
msgstr "已暂停：恢复之前请勿办理"

#: desk/schedule_changes.py
msgid "withdrawn: it does not take place"
msgstr "已撤销：不再开展"

#: desk/schedule_changes.py
msgid "lapsed: it does not take place"
msgstr "已失效：不再开展"

#: desk/schedule_changes.py
msgid "ended: sell nothing of it any more"
msgstr "已结束：请勿再办理"

#: desk/schedule_changes.py
msgid "started"
msgstr "已开始"

#: desk/schedule_changes.py
msgid "new in your schedule"
msgstr "新列入日程"

#: desk/search.py organization/templates/organization/units.html
msgid "People"
msgstr "人员"

#: desk/search.py
msgid "their campaigns"
msgstr "负责的营销案"

#
#: desk/search.py
msgid "Days"
msgstr "特殊日期"

#: desk/strip.py
msgid "today"
msgstr "今天"

#: desk/templates/desk/answer.html
msgid "may take it"
msgstr "能办"

#: desk/templates/desk/answer.html desk/templates/desk/scheduled.html
msgid "What to say"
msgstr "怎么说"

#: desk/templates/desk/ask.html
msgid "Why?"
msgstr "为什么？"

#: desk/templates/desk/check.html
msgid "Phone or account number"
msgstr "手机号或客户号码"

#: desk/templates/desk/check.html
msgctxt "customer"
msgid "Check"
msgstr "查"

#: desk/templates/desk/check.html
msgid "For this customer"
msgstr "这位客户"

#
#: desk/templates/desk/check.html
msgid "May be done now"
msgstr "现在能办"

#
#: desk/templates/desk/check.html
msgid "Nothing that runs today is offered to this customer."
msgstr "今天在办的活动都不面向这位客户。"

#
#: desk/templates/desk/check.html
msgid "May be done soon"
msgstr "即将能办"

#: desk/templates/desk/check.html
#, python-format
msgid "%(n)s that cannot be done, with the reason"
msgid_plural "%(n)s that cannot be done, each with its reason"
msgstr[0] "%(n)s 项不能办，展开看原因"

#: desk/templates/desk/due.html
msgid "Due today"
msgstr "今天到期"

#: desk/templates/desk/due.html
msgid "Due tomorrow"
msgstr "明天到期"

#: desk/templates/desk/due.html
#, python-format
msgid "%(n)s days left"
msgstr "还有 %(n)s 天"

#: desk/templates/desk/home.html
#, python-format
msgid "%(n)s to do"
msgid_plural "%(n)s to do"
msgstr[0] "%(n)s 件要办"

#: desk/templates/desk/home.html
#, python-format
msgid "%(n)s awaited"
msgid_plural "%(n)s awaited"
msgstr[0] "%(n)s 件在等"

#: desk/templates/desk/home.html
msgid "Set a deputy"
msgstr "设置外出代理"

#: desk/templates/desk/home.html
msgid "I owe"
msgstr "我要办的"

#: desk/templates/desk/home.html
#, python-format
msgid "%(n)s item"
msgid_plural "%(n)s items"
msgstr[0] "%(n)s 件"

#: desk/templates/desk/home.html
#, python-format
msgid "%(n)s due today"
msgid_plural "%(n)s due today"
msgstr[0] "%(n)s 件今天到期"

#: desk/templates/desk/home.html
msgid "One by one"
msgstr "逐条处理"

#: desk/templates/desk/home.html
msgid "Select all"
msgstr "全选"

#: desk/templates/desk/home.html
msgid "Selected:"
msgstr "已选"

#: desk/templates/desk/home.html
msgid "to move"
msgstr "移动"

#: desk/templates/desk/home.html findings/templates/findings/fold.html
msgid "Show all"
msgstr "全部显示"

#: desk/templates/desk/home.html
msgid "Nothing waits for you"
msgstr "没有等你办的事"

#: desk/templates/desk/home.html
msgid "Findings to settle, plans to approve, drafts to review and launches that are held appear here, with an answer for each."
msgstr "要处理的问题、要审批的营销案、要审的宣传稿和被搁置的上线都会出现在这里，各有答复按钮。"

#: desk/templates/desk/home.html
msgid "Owed to me"
msgstr "等别人的"

#: desk/templates/desk/home.html
#, python-format
msgid "%(n)s late"
msgid_plural "%(n)s late"
msgstr[0] "%(n)s 件超时"

#: desk/templates/desk/home.html
msgid "By due day, late ones first"
msgstr "按期限排序，超时在前"

#: desk/templates/desk/home.html
msgid "Nothing pending"
msgstr "你没有在等谁"

#: desk/templates/desk/home.html
msgid "Approvals, checks and answers that others owe you appear here."
msgstr "别人欠你的审批、检查和答复会出现在这里。"

#: desk/templates/desk/home.html
msgid "Alerts"
msgstr "预警"

#: desk/templates/desk/home.html
msgid "Level"
msgstr "级别"

#: desk/templates/desk/home.html
msgid "Alert"
msgstr "预警"

#: desk/templates/desk/home.html
msgid "Scope"
msgstr "范围"

#: desk/templates/desk/home.html
msgctxt "date"
msgid "From"
msgstr "日期"

#: desk/templates/desk/schedule.html
#, python-format
msgid "Schedule of %(branch)s"
msgstr "%(branch)s日程"

#: desk/templates/desk/schedule.html
#, python-format
msgid "%(n)s running"
msgid_plural "%(n)s running"
msgstr[0] "执行中 %(n)s"

#: desk/templates/desk/schedule.html
#, python-format
msgid "%(n)s coming"
msgid_plural "%(n)s coming"
msgstr[0] "待上线 %(n)s"

#: desk/templates/desk/schedule.html
msgid "To confirm and to know"
msgstr "要我确认和知道的"

#: desk/templates/desk/schedule.html
#, python-format
msgid "was to arrive on %(day)s"
msgstr "应于%(day)s到货"

#: desk/templates/desk/schedule.html
msgid "arrives today"
msgstr "今天到货"

#: desk/templates/desk/schedule.html
#, python-format
msgid "arrives on %(day)s"
msgstr "%(day)s到货"

#: desk/templates/desk/schedule.html
#, python-format
msgid "Received %(n)s"
msgstr "收到 %(n)s"

#: desk/templates/desk/schedule.html
msgid "Released texts"
msgstr "已发布文案"

#: desk/templates/desk/schedule.html
msgid "This week"
msgstr "本周"

#: desk/templates/desk/schedule.html
#, python-format
msgid "%(n)s start together"
msgid_plural "%(n)s start together"
msgstr[0] "%(n)s 个同时上线"

#: desk/templates/desk/schedule.html
msgid "Nothing new starts."
msgstr "没有新上线的。"

#: desk/templates/desk/schedule.html
#, python-format
msgid "%(n)s campaign starts"
msgid_plural "%(n)s campaigns start"
msgstr[0] "%(n)s 个营销案上线"

#: desk/templates/desk/scheduled.html
msgid "Training"
msgstr "培训"

#: desk/templates/desk/search.html
#, python-format
msgid "Search: %(text)s"
msgstr "搜索：%(text)s"

#: desk/templates/desk/search.html
msgid "There are more: add a word to narrow it."
msgstr "还有更多：加一个词缩小范围。"

#: desk/templates/desk/search.html
msgid "Nothing found"
msgstr "没有找到"

#: desk/templates/desk/search.html
msgid "Try a part of the name or the whole code. Customers are found by their exact number, by those who may see them."
msgstr "试试名称的一部分或完整编码。有权限的人可以用完整号码查客户。"

#: desk/templates/desk/search.html
msgid "What are you looking for?"
msgstr "要找什么？"

#: desk/templates/desk/search.html
msgid "Campaigns by name or code, channels, products, materials, and customers by their exact number."
msgstr "按名称或编码找营销案，以及渠道、业务、物料；客户须用完整号码。"

#: desk/templates/desk/strip.html
msgid "The next four weeks"
msgstr "未来四周"

#: desk/templates/desk/strip.html
#, python-format
msgid "%(week)s: %(n)s points over"
msgstr "%(week)s：超限 %(n)s 分"

#: desk/templates/desk/strip.html
msgid "Open the calendar"
msgstr "打开日历"

#: desk/templates/desk/strip.html
msgid "Launches, conflicts and load of the next four weeks"
msgstr "未来四周的上线、冲突和负荷"

#: desk/templates/desk/strip.html
msgid "Launches"
msgstr "上线"

#: desk/templates/desk/strip.html
msgid "by department"
msgstr "按部门"

#: desk/templates/desk/strip.html
msgid "Conflicts"
msgstr "冲突"

#: desk/templates/desk/strip.html preflight/rules/channel_capacity.py
msgid "Load"
msgstr "负荷"

#: desk/templates/desk/strip.html
msgid "points / limit"
msgstr "积分 / 上限"

#: desk/templates/desk/strip.html
#, python-format
msgid "%(n)s blocked campaign"
msgid_plural "%(n)s blocked campaigns"
msgstr[0] "%(n)s 个营销案有必须解决的问题"

#: desk/templates/desk/strip.html
#, python-format
msgid "%(n)s campaign with warnings"
msgid_plural "%(n)s campaigns with warnings"
msgstr[0] "%(n)s 个营销案需关注"

#: desk/templates/desk/strip.html
#, python-format
msgid "decided %(decided)s · in coordination %(pending)s"
msgstr "已批准 %(decided)s · 协调中 %(pending)s"

#: desk/templates/desk/strip.html
msgid "this week"
msgstr "本周"

#: desk/templates/desk/strip.html
#, python-format
msgid "%(n)s over"
msgstr "超 %(n)s"

#: desk/templates/desk/strip.html
msgid "within the limit"
msgstr "未超限"

#: desk/templates/desk/strip.html
#, python-format
msgid "%(n)s blocked"
msgid_plural "%(n)s blocked"
msgstr[0] "%(n)s 必须解决"

#: desk/templates/desk/task.html
#, python-format
msgid "Select: %(title)s"
msgstr "选择：%(title)s"

#: desk/templates/desk/walk.html
#, python-format
msgid "%(n)s of %(total)s"
msgstr "%(n)s / %(total)s"

#: desk/templates/desk/walk.html
msgid "Previous"
msgstr "上一条"

#: desk/templates/desk/walk.html
msgid "Next"
msgstr "下一条"

#: desk/templates/desk/walk.html
msgid "Finish"
msgstr "完成"

#: desk/views/schedule.py
msgid "Say how many arrived, as a whole number."
msgstr "请填写收到的数量（整数）。"

#: findings/acceptors.py
#, python-format
msgid "%(role)s of %(unit)s"
msgstr "%(unit)s · %(role)s"

#: findings/api/concerned.py
msgid "Your role does not see customers."
msgstr "你的角色不能查看客户。"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Way out applied"
msgstr "应用处理建议"

#: findings/audit_labels.py
msgctxt "audit object"
msgid "Finding"
msgstr "预检问题"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Finding accepted"
msgstr "接受问题"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Finding commented"
msgstr "问题留言"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Way out proposed"
msgstr "提出处理建议"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Way out declined"
msgstr "处理建议未采纳"

#: findings/audit_labels.py
msgctxt "audit"
msgid "Customers concerned exported"
msgstr "导出涉及客户"

#: findings/commands/edit.py
msgid "The plan has changed since, and this step no longer fits it. Check it again."
msgstr "营销案后来改过，这一步已不适用。请重新检查。"

#: findings/commands/edits.py
msgid "Write what front-line staff say to a customer who sees both offers."
msgstr "请写明一线人员对看到两种优惠的客户怎么说。"

#: findings/commands/proposing.py
msgid "This was proposed already; who can do it has been told."
msgstr "这条建议已经提出，已通知可以办理的人。"

#: findings/commands/proposing.py
msgid "Nobody proposes this way out now."
msgstr "目前没有人提出这条建议。"

#: findings/commands/settling.py findings/commands/ways_out.py
#: findings/way_views.py
msgid "This finding is settled already."
msgstr "这个问题已经处理完了。"

#: findings/commands/settling.py
msgid "This finding cannot be accepted by anybody; it has to be solved."
msgstr "这个问题谁都不能接受，必须解决。"

#: findings/commands/settling.py
msgid "Your role does not accept this finding."
msgstr "你的角色不能接受这个问题。"

#: findings/commands/settling.py
msgid "A day from today on, at most a year ahead."
msgstr "请选今天起一年以内的日期。"

#: findings/commands/settling.py
msgid "You have signed; another role's signature is still missing."
msgstr "你已签过，还差另一角色签署。"

#: findings/commands/settling.py
msgid "Write something."
msgstr "请写点内容。"

#: findings/commands/settling.py
msgid "This way out is not offered."
msgstr "没有提供这个处理建议。"

#: findings/commands/ways_out.py
#, python-format
msgid "This way out changes %(campaign)s, which is not your plan. Propose it to its owner."
msgstr "这个处理建议要改 %(campaign)s，那不是你的营销案。请向其负责人提出建议。"

#: findings/effects.py
#, python-format
msgid "Persons: %(before)s → %(after)s."
msgstr "%(before)s → %(after)s 人。"

#: findings/effects.py
#, python-format
msgid "Contacts: %(before)s → %(after)s."
msgstr "%(before)s → %(after)s 次接触。"

#: findings/effects.py
#, python-format
msgid "Load %(before)s → %(after)s."
msgstr "负荷 %(before)s → %(after)s。"

#: findings/effects.py
#, python-format
msgid "Persons excluded: %(n)s."
msgstr "减少 %(n)s 人。"

#: findings/effects.py
#, python-format
msgid "The week then has %(n)s points of %(limit)s."
msgstr "该周为 %(n)s 分，上限 %(limit)s 分。"

#: findings/effects.py
#, python-format
msgid "The two are %(n)s days apart then."
msgstr "两案相隔 %(n)s 天。"

#: findings/effects.py
#, python-format
msgid "What it asks for is then due on %(day)s."
msgstr "所申请的资源最早须在%(day)s到位。"

#: findings/effects.py
#, python-format
msgid "Training is then on %(day)s."
msgstr "培训改到%(day)s。"

#: findings/effects.py
#, python-format
msgid "About %(n)s orders fewer."
msgstr "约少办 %(n)s 笔。"

#: findings/effects.py
#, python-format
msgid "That is %(n)s%% of the audience."
msgstr "占目标客户 %(n)s%%。"

#: findings/effects.py
msgid "Both offers stay visible to customers: a warning remains, which asks for a script."
msgstr "客户仍看得到两种优惠：转为「需关注」，须附解释口径。"

#: findings/effects.py
msgid "Front-line staff can explain both offers."
msgstr "一线人员能说清两种优惠。"

#: findings/effects.py
#, python-format
msgid "%(n)s day later."
msgid_plural "%(n)s days later."
msgstr[0] "推迟 %(n)s 天。"

#: findings/effects.py
#, python-format
msgid "%(n)s day earlier."
msgid_plural "%(n)s days earlier."
msgstr[0] "提前 %(n)s 天。"

#: findings/effects.py
#, python-format
msgid "More than the %(n)s days that the plan may be moved by."
msgstr "超过本案可调整的 %(n)s 天。"

#: findings/effects.py
#, python-format
msgid "The customer gets %(after)s in the place of %(before)s."
msgstr "客户得到 %(after)s，原为 %(before)s。"

#: findings/enums.py findings/terms.py
msgctxt "severity"
msgid "Blocking"
msgstr "必须解决"

#: findings/enums.py findings/terms.py
msgctxt "severity"
msgid "Warning"
msgstr "需关注"

#: findings/enums.py findings/terms.py
msgctxt "severity"
msgid "Notice"
msgstr "提示"

#: findings/enums.py
msgid "process"
msgstr "流程类"

#: findings/enums.py
msgid "harm"
msgstr "侵害类"

#: findings/enums.py
msgctxt "finding"
msgid "open"
msgstr "未解决"

#: findings/enums.py
msgctxt "finding"
msgid "accepted"
msgstr "已接受"

#: findings/enums.py
msgctxt "finding"
msgid "resolved"
msgstr "已解决"

#: findings/enums.py
msgctxt "finding"
msgid "superseded"
msgstr "已被取代"

#: findings/enums.py
msgid "submission"
msgstr "提交"

#: findings/enums.py
msgid "recheck"
msgstr "重新检查"

#: findings/facts/kinds.py
msgctxt "unit"
msgid "persons"
msgstr "人"

#: findings/facts/kinds.py
msgctxt "unit"
msgid "days"
msgstr "天"

#: findings/facts/kinds.py
msgctxt "unit"
msgid "pieces"
msgstr "件"

#: findings/guards.py
msgid "The check is still under way; it starts again by itself."
msgstr "检查还在进行，会自动重新开始。"

#: findings/guards.py
msgid "This revision has not been checked to the end yet."
msgstr "本次提交还没有检查完。"

#: findings/guards.py
#, python-format
msgid "%(count)s blocking findings are still open."
msgstr "还有 %(count)s 项必须解决，不能定稿。"

#: findings/guards.py
msgid "A finding about harm to customers is open; nobody may launch over it."
msgstr "有侵害客户的问题未解决，谁都不能强行上线。"

#: findings/names.py
msgid "a plan of another department"
msgstr "其他部门的营销案"

#: findings/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” could not be approved: %(winner)s came first. It is back in coordination."
msgstr "%(campaign)s「%(name)s」未能批准：%(winner)s 已先获批准。本案回到协调中。"

#: findings/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” could not be approved: another plan came first. It is back in coordination."
msgstr "%(campaign)s「%(name)s」未能批准：另一个营销案已先获批准。本案回到协调中。"

#: findings/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” is checked. Findings: blocking %(blocking)s, warnings %(warnings)s."
msgstr "%(campaign)s「%(name)s」预检完成：%(blocking)s 项必须解决，%(warnings)s 项需关注。"

#: findings/notices.py
#, python-format
msgid "%(other)s “%(other_name)s” and your plan %(campaign)s “%(name)s” get in each other's way: %(blocking)s new blocking findings."
msgstr "%(other)s「%(other_name)s」与你的 %(campaign)s「%(name)s」冲突：新增 %(blocking)s 项必须解决。"

#: findings/notices.py
#, python-format
msgid "The check of %(campaign)s “%(name)s” failed %(attempts)s times and was given up. Start it again."
msgstr "%(campaign)s「%(name)s」检查失败 %(attempts)s 次，已停止。请重新发起。"

#: findings/notices.py
#, python-format
msgid "%(person)s proposes a way out that changes %(campaign)s “%(name)s”: %(way)s"
msgstr "%(person)s 建议修改 %(campaign)s「%(name)s」：%(way)s"

#: findings/notices.py
#, python-format
msgid "%(person)s asks you for %(campaign)s “%(name)s”: %(way)s"
msgstr "%(person)s请你为%(campaign)s「%(name)s」办理：%(way)s"

#: findings/notices.py
#, python-format
msgid "%(person)s declined what you proposed for %(campaign)s “%(name)s”: %(way)s"
msgstr "%(person)s没有采纳你对%(campaign)s「%(name)s」的建议：%(way)s"

#: findings/notices.py
#, python-format
msgid "Your proposal for %(campaign)s “%(name)s” is applied."
msgstr "你对 %(campaign)s「%(name)s」的建议已被采用。"

#: findings/notices.py
#, python-format
msgid "%(person)s wrote about a finding on %(campaign)s “%(name)s”."
msgstr "%(person)s 就 %(campaign)s「%(name)s」的问题留言。"

#: findings/notices.py
#, python-format
msgid "%(person)s accepted a finding on %(campaign)s “%(name)s”."
msgstr "%(person)s 接受了 %(campaign)s「%(name)s」的一个问题。"

#: findings/old_figures.py
msgid "Name of the plan"
msgstr "营销案名称"

#: findings/old_figures.py findings/templates/findings/way_out.html
msgid "Words for front-line staff"
msgstr "给一线人员的话"

#: findings/old_figures.py
msgid "Rules that customers see"
msgstr "客户看到的业务规则"

#: findings/old_figures.py
msgid "Words beside another offer"
msgstr "与另一优惠并存时的解释口径"

#: findings/outlooks.py
msgid "Nobody would be left to approach."
msgstr "采纳后没有目标客户了。"

#: findings/outlooks.py
msgid "It is the plan's only channel."
msgstr "这是本案唯一的渠道。"

#: findings/outlooks.py
msgid "Nothing would be asked for any more."
msgstr "采纳后就不再申请任何数量了。"

#: findings/outlooks.py
msgid "Some of it would be due on a day that is past."
msgstr "其中有的日期已经过了。"

#: findings/outlooks.py
msgid "The plan may not be moved by so many days."
msgstr "超出本案的可调整天数。"

#: findings/outlooks.py
msgid "The launch would fall on a public holiday."
msgstr "上线日落在法定节假日。"

#: findings/outlooks.py
msgid "It leads to a closed day."
msgstr "落在封网、出账或静默等不宜上线的日子。"

#: findings/outlooks.py
msgid "The loading rules speak against that channel."
msgstr "渠道加载规则不支持该渠道。"

#: findings/outlooks.py
msgid "It leads to another finding that blocks."
msgstr "会带来新的「必须解决」。"

#: findings/plan_links.py
msgid "outside any plan"
msgstr "不属于任何营销案"

#: findings/sentences.py
#, python-format
msgid "The rule %(rule)s found something."
msgstr "规则 %(rule)s 发现了问题。"

#: findings/templates/findings/aside.html
msgid "Summary"
msgstr "概要"

#: findings/templates/findings/aside.html
msgid "Last check"
msgstr "最近检查"

#: findings/templates/findings/aside.html
msgid "At"
msgstr "时间"

#: findings/templates/findings/aside.html
msgid "Against"
msgstr "对照"

#: findings/templates/findings/aside.html
#, python-format
msgid "%(n)s plan, %(rules)s rules"
msgid_plural "%(n)s plans, %(rules)s rules"
msgstr[0] "%(n)s 个营销案，%(rules)s 条规则"

#: findings/templates/findings/aside.html
msgid "Not checked yet."
msgstr "还没有检查。"

#: findings/templates/findings/aside.html
msgid "How the grade is made"
msgstr "风险等级怎么来的"

#: findings/templates/findings/aside.html
msgid "Who approves"
msgstr "谁来审批"

#: findings/templates/findings/aside.html
msgid "Where they are"
msgstr "客户分布"

#: findings/templates/findings/aside.html
msgid "By branch"
msgstr "按分公司"

#: findings/templates/findings/aside.html
msgid "Total"
msgstr "合计"

#: findings/templates/findings/card.html
msgctxt "class"
msgid "harm"
msgstr "侵害类"

#: findings/templates/findings/card.html
msgctxt "class"
msgid "process"
msgstr "流程类"

#: findings/templates/findings/card.html
#, python-format
msgid "accepted by %(who)s"
msgstr "由%(who)s接受"

#: findings/templates/findings/card.html
msgid "nobody may accept it"
msgstr "谁都不能接受"

#: findings/templates/findings/card.html
#, python-format
msgid "first found on %(day)s"
msgstr "%(day)s首次发现"

#: findings/templates/findings/card.html
#, python-format
msgid "%(n)s comment"
msgid_plural "%(n)s comments"
msgstr[0] "留言 %(n)s 条"

#: findings/templates/findings/card.html
#, python-format
msgid "%(n)s way out"
msgid_plural "%(n)s ways out"
msgstr[0] "%(n)s 条建议"

#: findings/templates/findings/card.html
msgid "Who is covered by both"
msgstr "谁被两边同时覆盖"

#: findings/templates/findings/card.html
msgid "unique persons, to scale"
msgstr "按人去重，比例如实"

#: findings/templates/findings/card.html
msgid "Both sides"
msgstr "两案对照"

#: findings/templates/findings/card.html
msgid "tinted lines are the cause, ≠ marks what differs"
msgstr "底色行是冲突的原因，≠ 表示不同"

#: findings/templates/findings/card.html
msgid "Compared"
msgstr "对照"

#: findings/templates/findings/card.html
msgid "ours"
msgstr "本案"

#: findings/templates/findings/card.html
msgid "differs"
msgstr "不同"

#: findings/templates/findings/card.html
msgid "The other side:"
msgstr "对方："

#: findings/templates/findings/card.html
msgid "Plans that add up"
msgstr "一起计入的营销案"

#: findings/templates/findings/card.html
#, python-format
msgid "One plan concerned is not open to you."
msgid_plural "%(n)s plans concerned are not open to you."
msgstr[0] "有 %(n)s 个相关营销案不对你开放。"

#: findings/templates/findings/card.html
msgid "Ways out"
msgstr "处理建议"

#: findings/templates/findings/card.html
msgid "nothing changes before you confirm"
msgstr "先看前后对比，确认后才生效"

#: findings/templates/findings/card.html
msgid "Recommended"
msgstr "推荐"

#: findings/templates/findings/card.html
msgid "solves this"
msgstr "解决本问题"

#: findings/templates/findings/card.html
#: findings/templates/findings/way_out.html
msgid "only eases it"
msgstr "只缓解"

#: findings/templates/findings/card.html
msgid "on their side"
msgstr "由对方改"

#: findings/templates/findings/card.html
#, python-format
msgid "%(who)s proposes this"
msgstr "%(who)s 提出"

#: findings/templates/findings/card.html
#, python-format
msgid "Declined by %(who)s"
msgstr "%(who)s 未采纳"

#: findings/templates/findings/card.html
msgid "Decline the proposal"
msgstr "不采纳这条建议"

#: findings/templates/findings/card.html
msgid "Why not"
msgstr "不采纳的理由"

#: findings/templates/findings/card.html
#, python-format
msgid "Then: %(b)s blocking, %(w)s to look at, %(n)s notices"
msgstr "采纳后：必须解决 %(b)s，需关注 %(w)s，提示 %(n)s"

#: findings/templates/findings/card.html
#: findings/templates/findings/way_out.html
msgid "Before and after"
msgstr "看前后对比"

#: findings/templates/findings/card.html
#, python-format
msgid "Asked by %(who)s"
msgstr "%(who)s 已请求办理"

#: findings/templates/findings/card.html
msgid "Ask for it"
msgstr "请其办理"

#: findings/templates/findings/card.html
#, python-format
msgid "Proposed by %(who)s"
msgstr "%(who)s已提出"

#: findings/templates/findings/card.html
msgid "Words with it"
msgstr "附上说明"

#: findings/templates/findings/card.html
msgid "Propose"
msgstr "提出建议"

#: findings/templates/findings/card.html
msgid "Accepted by"
msgstr "已接受："

#: findings/templates/findings/card.html
#, python-format
msgid "until %(day)s"
msgstr "有效至%(day)s"

#: findings/templates/findings/card.html
msgid "Discussion"
msgstr "讨论"

#: findings/templates/findings/card.html
msgid "Comment"
msgstr "留言"

#: findings/templates/findings/card.html
msgid "Write to the other side"
msgstr "写给对方"

#: findings/templates/findings/card.html
msgid "Send"
msgstr "发送"

#: findings/templates/findings/card.html
#, python-format
msgid "The %(n)s customers concerned"
msgstr "涉及的 %(n)s 名客户"

#: findings/templates/findings/card.html findings/way_forms.py
msgid "Accept with a reason"
msgstr "写明理由后接受"

#: findings/templates/findings/card.html
#, python-format
msgid "To accept it, this needs: %(who)s"
msgstr "接受此问题须由：%(who)s"

#: findings/templates/findings/card.html
msgid "Accept this finding"
msgstr "接受此问题"

#: findings/templates/findings/card.html
msgid "Why one can live with it"
msgstr "为什么可以接受"

#: findings/templates/findings/card.html
msgid "Empty: as long as the finding stays as it is."
msgstr "留空：只要问题不变就一直有效。"

#: findings/templates/findings/concerned.html
msgid "Customers concerned"
msgstr "涉及的客户"

#: findings/templates/findings/concerned.html
msgid "Take the masked list along (CSV)"
msgstr "导出脱敏名单（CSV）"

#: findings/templates/findings/concerned.html
msgid "Names and phones are masked; taking the list along is noted in the audit trail."
msgstr "姓名和号码已脱敏；导出会记入审计。"

#: findings/templates/findings/concerned.html
msgid "Nobody is concerned by name"
msgstr "没有具体到人的客户"

#: findings/templates/findings/fold.html
#, python-format
msgid "%(title)s: %(n)s finding"
msgid_plural "%(title)s: %(n)s findings"
msgstr[0] "%(title)s：%(n)s 项"

#: findings/templates/findings/fold.html
#, python-format
msgid "First: %(said)s"
msgstr "首项：%(said)s"

#: findings/templates/findings/page.html
msgid "The plan is being checked against all others. What is found appears here by itself; you may leave the page."
msgstr "正在与其他营销案对照检查。发现的问题会自动显示在这里，可以离开本页。"

#: findings/templates/findings/page.html
msgid "Something that this check stands on has changed. The plan is being checked again; the result appears here by itself."
msgstr "本次检查所依据的情况有变化，正在重新检查，结果会自动显示在这里。"

#: findings/templates/findings/page.html
msgid "This check stands on an older state of plans, stock and rules: the new one could not be finished. Start it with “Check again” above."
msgstr "本次检查依据的是较早的营销案、库存和规则，之后的检查没有完成。请点上方的「重新检查」。"

#: findings/templates/findings/page.html
msgid "The check could not be finished. Start it again with “Check again” above; nothing is lost."
msgstr "检查没有完成。请用上方「重新检查」再次发起，内容没有丢失。"

#: findings/templates/findings/page.html
msgid "Which findings"
msgstr "看哪些问题"

#: findings/templates/findings/page.html
#, python-format
msgid "Blocking only %(n)s"
msgstr "只看必须解决 %(n)s"

#: findings/templates/findings/page.html
#, python-format
msgid "All %(n)s"
msgstr "全部 %(n)s"

#: findings/templates/findings/page.html
#, python-format
msgid "With solved %(n)s"
msgstr "含已解决 %(n)s"

#: findings/templates/findings/page.html
#, python-format
msgid "Last checked at %(at)s on revision %(n)s"
msgstr "最近检查 %(at)s，第 %(n)s 次提交"

#: findings/templates/findings/page.html
msgid "to be solved before the plan is final"
msgstr "不解决不能定稿"

#: findings/templates/findings/page.html
msgid "to be mended or accepted"
msgstr "须处理或由负责人接受"

#: findings/templates/findings/page.html
msgid "Not checked yet"
msgstr "还没有检查"

#: findings/templates/findings/page.html
msgid "Submit the plan: it is then compared with all others, on people, channels, stock and service."
msgstr "提交后会与所有其他营销案对照：客户、渠道、库存和服务。"

#: findings/templates/findings/page.html
msgid "The check is running"
msgstr "正在检查"

#: findings/templates/findings/page.html
msgid "No conflicts"
msgstr "没有问题"

#: findings/templates/findings/page.html
msgid "No finding is open. Finalise the plan, and it goes to approval."
msgstr "没有未解决的问题。定稿后送审批。"

#: findings/templates/findings/way_out.html
msgid "solves the finding"
msgstr "解决本问题"

#: findings/templates/findings/way_out.html
#, python-format
msgid "%(name)s becomes revision %(n)s"
msgstr "%(name)s 将成为第 %(n)s 次提交"

#: findings/templates/findings/way_out.html
msgid "The plan before and after"
msgstr "营销案前后对比"

#: findings/templates/findings/way_out.html
#, python-format
msgid "%(n)s line changes"
msgid_plural "%(n)s lines change"
msgstr[0] "%(n)s 行有变化"

#: findings/templates/findings/way_out.html
#: preflight/templates/preflight/outlook.html
msgid "After"
msgstr "之后"

#: findings/templates/findings/way_out.html
msgid "No line of the plan changes."
msgstr "营销案没有变化。"

#: findings/templates/findings/way_out.html
msgid "These texts still say the old figures"
msgstr "这些文字仍是原来的数字"

#: findings/templates/findings/way_out.html
msgid "they do not change by themselves"
msgstr "不会自动修改"

#: findings/templates/findings/way_out.html
msgid "The findings after"
msgstr "之后的预检问题"

#: findings/templates/findings/way_out.html
msgid "as the check would answer now"
msgstr "按现在的情况检查"

#: findings/templates/findings/way_out.html
#: preflight/templates/preflight/editor_panels.html
msgid "Being worked out…"
msgstr "正在计算…"

#: findings/templates/findings/way_out.html
#: resources/templates/resources/confirm.html
msgid "Confirm"
msgstr "确认"

#: findings/templates/findings/way_out.html
msgid "What they say to a customer who sees both offers."
msgstr "对同时看到两个优惠的客户怎么说。"

#: findings/templates/findings/way_out.html
msgid "The plan becomes a new revision, is submitted and checked again at once. Signatures given so far are void."
msgstr "营销案会成为一次新的提交并立即重新检查，已有的签署作废。"

#: findings/templates/findings/way_out.html
msgid "Apply"
msgstr "应用"

#: findings/templates/findings/way_out.html
msgid "Leave it as it is"
msgstr "暂不处理"

#: findings/terms.py
msgctxt "severity"
msgid "Solved"
msgstr "已解决"

#: findings/types.py
#, python-format
msgid "Declined: %(way)s."
msgstr "不采纳：%(way)s。"

#: findings/types.py
#, python-format
msgid "Proposed: %(way)s (%(campaign)s)."
msgstr "建议：%(way)s（%(campaign)s）。"

#: findings/views/cards.py
#, python-format
msgid "%(first)s, else %(others)s"
msgstr "%(first)s，否则%(others)s"

#: findings/views/settling.py
msgid "Accepted."
msgstr "已接受。"

#: findings/views/settling.py
msgid "Your signature is recorded; another one is still missing."
msgstr "已记录你的签署，还差另一方签署。"

#: findings/views/sides.py
msgid "Offer"
msgstr "优惠"

#: findings/views/venn.py
#, python-format
msgid "Persons: ours %(own)s, theirs %(other)s, shared %(shared)s"
msgstr "本案 %(own)s 人，对方 %(other)s 人，共同 %(shared)s 人"

#: findings/views/venn.py
#, python-format
msgid "Ours %(own)s, %(only_own)s only ours"
msgstr "本案 %(own)s 人，其中仅本案 %(only_own)s"

#: findings/views/venn.py
#, python-format
msgid "Shared %(shared)s"
msgstr "共同 %(shared)s 人"

#: findings/views/venn.py
#, python-format
msgid "Theirs %(other)s, %(only_other)s only theirs"
msgstr "对方 %(other)s 人，其中仅对方 %(only_other)s"

#: findings/views/venn.py
#, python-format
msgid "%(of_own)s of ours, %(of_other)s of theirs"
msgstr "占本案 %(of_own)s，占对方 %(of_other)s"

#: findings/views/ways.py
#, python-format
msgid "“%(label)s” is applied to %(name)s. The check runs again now."
msgstr "已对「%(name)s」应用「%(label)s」，正在重新检查。"

#: findings/views/ways.py
msgid "Asked. Who can do it has been told."
msgstr "已请求办理，已通知可以办理的人。"

#: findings/views/ways.py
msgid "Proposed. The owner of the other plan has been told."
msgstr "已提出建议，并通知对方营销案负责人。"

#: findings/views/ways.py
msgid "Declined. Who proposed it has been told why."
msgstr "已答复不采纳，并已把理由告知提出建议的人。"

#: findings/way_forms.py
#, python-format
msgid "Move the plan to %(starts_on)s – %(ends_on)s"
msgstr "改期到%(starts_on)s – %(ends_on)s"

#: findings/way_forms.py
#, python-format
msgid "Exclude the customers shared with “%(with)s”"
msgstr "剔除与「%(with)s」的共同客户"

#: findings/way_forms.py
msgid "Exclude these customers"
msgstr "剔除这些客户"

#: findings/way_forms.py
#, python-format
msgid "Drop the wave of %(on)s on %(channel)s"
msgstr "取消%(on)s在%(channel)s的波次"

#: findings/way_forms.py
#, python-format
msgid "Move the wave of %(on)s on %(channel)s to %(to)s"
msgstr "把%(on)s在%(channel)s的波次移到%(to)s"

#: findings/way_forms.py
#, python-format
msgid "Let the wave of %(on)s on %(channel)s begin at %(from)s"
msgstr "把%(on)s在%(channel)s的波次改到 %(from)s 开始"

#: findings/way_forms.py
#, python-format
msgid "Use %(to)s in the place of %(channel)s"
msgstr "用%(to)s代替%(channel)s"

#: findings/way_forms.py
#, python-format
msgid "Leave %(channel)s"
msgstr "退出%(channel)s"

#: findings/way_forms.py
#, python-format
msgid "Align the terms of offer %(offer)s"
msgstr "统一第 %(offer)s 档优惠"

#: findings/way_forms.py
msgid "Forbid taking both offers"
msgstr "禁止叠加办理"

#: findings/way_forms.py
#, python-format
msgid "Make it one joint campaign with “%(with)s”"
msgstr "与「%(with)s」合并为联合营销案"

#: findings/way_forms.py
msgid "Make it one joint campaign with the other side"
msgstr "与对方合并为联合营销案"

#: findings/way_forms.py
msgid "Talk to the other unit and plan one joint campaign; then withdraw one of the two."
msgstr "请与对方单位商量合成一个联合营销案，再撤销其中一个。"

#: findings/way_forms.py
#, python-format
msgid "Attach an explanation script for “%(with)s”"
msgstr "附上针对「%(with)s」的解释口径"

#: findings/way_forms.py
msgid "Transfer stock"
msgstr "调拨库存"

#: findings/way_forms.py
msgid "The resource keeper transfers stock on the page of resources."
msgstr "调拨由资源管理员在资源页办理。"

#: findings/way_forms.py
#, python-format
msgid "Ask for %(quantity)s of %(resource)s"
msgstr "%(resource)s改为申请 %(quantity)s"

#: findings/way_forms.py
#, python-format
msgid "Order %(quantity)s %(resource)s for %(unit)s"
msgstr "为%(unit)s订购 %(quantity)s %(resource)s"

#: findings/way_forms.py
msgid "The resource keeper orders it and announces the delivery on the page of resources; it counts once the supplier confirmed the day."
msgstr "由资源管理员下单，并在资源页登记在途；供应商确认到货日期后才计入可用量。"

#: findings/way_forms.py
msgid "Ask for an exception"
msgstr "申请例外"

#: findings/way_forms.py
msgid "The channel manager grants exceptions on the page of channels."
msgstr "例外由渠道经理在渠道页批准。"

#: findings/way_forms.py
msgid "Make it a commitment"
msgstr "转为支撑承诺"

#: findings/way_forms.py
#, python-format
msgid "Evaluate %(plans)s"
msgstr "评估%(plans)s"

#: findings/way_forms.py
msgid "Ask the unit that can do it for its promise, then check again."
msgstr "请能办这件事的单位作出承诺，然后重新检查。"

#: findings/way_forms.py
msgid "Let customers opt in"
msgstr "改为客户主动办理"

#: findings/way_forms.py
msgid "Who may accept this finding does so with a reason, at the finding itself."
msgstr "有权接受的人在该问题处写明理由后接受。"

#: findings/way_views.py
msgid "It changes another unit's plan: propose it to the owner."
msgstr "要改的是别的单位的营销案：请向其负责人提出建议。"

#: organization/adapters.py
msgid "No message can be sent from here. Ask your administrator to set a new password for you."
msgstr "系统目前不能发送邮件，请联系管理员为你重置密码。"

#: organization/api/authentication.py
msgid "Unknown, expired or revoked token."
msgstr "令牌不存在、已过期或已撤销。"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "Person"
msgstr "人员"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Person added"
msgstr "登记人员"

#
#: organization/audit_labels.py
msgctxt "audit"
msgid "Name changed"
msgstr "修改姓名或语言"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Role granted"
msgstr "授予角色"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Role taken away"
msgstr "收回角色"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Account reactivated"
msgstr "恢复账号"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Account suspended"
msgstr "停用账号"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Signed in"
msgstr "登录成功"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Signed out"
msgstr "退出登录"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Sign-in failed"
msgstr "登录失败"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Sign-in closed for 15 minutes"
msgstr "登录已锁定 15 分钟"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Password reset"
msgstr "重置密码"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Deputy named"
msgstr "指定代理人"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Deputy ended"
msgstr "结束代理"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "Unit"
msgstr "单位"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Company founded"
msgstr "建立公司"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Unit added"
msgstr "登记单位"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Unit changed"
msgstr "修改单位"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "Policy"
msgstr "规则参数"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Policy changed"
msgstr "修改参数"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Coming value withdrawn"
msgstr "撤回未生效的值"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "API token"
msgstr "接口令牌"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Token issued"
msgstr "签发令牌"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Token revoked"
msgstr "撤销令牌"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "View"
msgstr "视图"

#: organization/audit_labels.py
msgctxt "audit"
msgid "View saved"
msgstr "保存视图"

#: organization/audit_labels.py
msgctxt "audit"
msgid "View changed"
msgstr "修改视图"

#: organization/audit_labels.py
msgctxt "audit"
msgid "View deleted"
msgstr "删除视图"

#: organization/audit_labels.py
msgctxt "audit object"
msgid "Audit trail"
msgstr "审计记录"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Trail exported"
msgstr "导出审计记录"

#
#: organization/audit_labels.py
msgctxt "audit object"
msgid "Working day"
msgstr "工作日"

#: organization/audit_labels.py organization/master_data/kind.py
msgctxt "audit"
msgid "Added"
msgstr "新增"

#
#: organization/audit_labels.py organization/master_data/kind.py
msgctxt "audit"
msgid "Changed"
msgstr "修改"

#
#: organization/audit_labels.py organization/master_data/kind.py
msgctxt "audit"
msgid "Removed"
msgstr "删除"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Year entered"
msgstr "录入整年"

#
#: organization/audit_labels.py
msgctxt "audit object"
msgid "Closed day"
msgstr "出账、封网与静默日"

#
#: organization/audit_labels.py
msgctxt "audit"
msgid "Days entered"
msgstr "批量录入"

#
#: organization/audit_labels.py
msgctxt "audit object"
msgid "Workbook"
msgstr "工作簿"

#: organization/audit_labels.py
msgctxt "audit"
msgid "Workbook read"
msgstr "导入工作簿"

#
#: organization/audit_labels.py
msgctxt "audit"
msgid "Workbook exported"
msgstr "导出工作簿"

#: organization/commands.py
msgid "There is one company; add departments, sections and branches below it."
msgstr "只有一个公司；请在其下增加部门、科室和分公司。"

#: organization/commands.py
msgid "This day has passed: the role would be over before it is given."
msgstr "这一天已经过去，角色还没授予就已到期。"

#: organization/commands.py
msgid "This user name is taken."
msgstr "这个用户名已被占用。"

#: organization/commands.py
msgid "Another administrator must change your own roles."
msgstr "你自己的角色须由另一位管理员修改。"

#: organization/commands.py
msgid "Another administrator must do this for your own account."
msgstr "你自己的账号须由另一位管理员处理。"

#: organization/commands.py organization/row_forms.py
msgid "There is no such policy."
msgstr "没有这个规则参数。"

#: organization/commands.py
msgid "Only the owner of this policy may change it."
msgstr "只有归口人可以修改这个规则参数。"

#: organization/commands.py
msgid "A policy changes today or later, never in the past."
msgstr "规则参数只能从今天或以后生效，不能改过去。"

#
#: organization/commands.py
msgid "This value holds already; write another one from today on."
msgstr "这个值已经生效，请另填一个从今天起生效的值。"

#: organization/day_entry.py
msgid "The days of this year are entered; change them one by one."
msgstr "这一年的节假日已录入，请逐日修改。"

#: organization/day_entry.py
msgid "No such day lies in this span."
msgstr "这段时间里没有这样的日子。"

#: organization/deputies.py
#, python-format
msgid "You stand in for %(principal)s from %(first)s to %(last)s. What they would decide stands in your day, marked with their name."
msgstr "%(first)s至%(last)s由你代理 %(principal)s。须由其决定的事项会列在你的「我的一天」里，并注明代谁办理。"

#: organization/deputies.py
#, python-format
msgid "You no longer stand in for %(principal)s."
msgstr "你不再代理 %(principal)s。"

#: organization/deputies.py
#, python-format
msgid "%(deputy)s could decide none of what you decide. Choose somebody who signs or accepts the same, and does not work in your unit."
msgstr "%(deputy)s 不能决定你所决定的事项。请选择有同类审批权限、且不在你本单位的人。"

#: organization/deputies.py
#, python-format
msgid "From %(first)s to %(last)s %(deputy)s stands in for you already; end that first."
msgstr "%(first)s至%(last)s已由 %(deputy)s 代理你，请先结束那次代理。"

#: organization/deputies.py
#, python-format
msgid "%(deputy)s is out of office too, %(first)s – %(last)s: nobody decides then."
msgstr "%(deputy)s 在%(first)s – %(last)s也不在岗，届时无人决定。"

#: organization/deputies.py
#, python-format
msgid "You stand in for %(principal)s then, %(first)s – %(last)s; tell them."
msgstr "这段时间（%(first)s – %(last)s）你正代理 %(principal)s，请告知对方。"

#: organization/enums.py
msgid "company"
msgstr "公司"

#: organization/enums.py
msgid "department"
msgstr "部门"

#: organization/enums.py
msgctxt "unit"
msgid "section"
msgstr "科室"

#: organization/enums.py
msgid "branch"
msgstr "分公司"

#: organization/enums.py
msgid "service centre"
msgstr "营销服务中心"

#: organization/enums.py
msgid "sub-branch"
msgstr "支局"

#: organization/enums.py
msgid "planner"
msgstr "营销策划"

#: organization/enums.py
msgid "product manager"
msgstr "产品经理"

#: organization/enums.py
msgid "head"
msgstr "部门负责人"

#: organization/enums.py
msgid "channel manager"
msgstr "渠道经理"

#: organization/enums.py
msgid "comms editor"
msgstr "传播编辑"

#: organization/enums.py
msgid "comms reviewer"
msgstr "传播审稿"

#: organization/enums.py
msgid "resource keeper"
msgstr "资源管理员"

#: organization/enums.py
msgid "support"
msgstr "后台支撑"

#: organization/enums.py
msgid "front office"
msgstr "前台"

#: organization/enums.py
msgid "account manager"
msgstr "客户经理"

#: organization/enums.py
msgid "branch viewer"
msgstr "分公司查看"

#: organization/enums.py
msgid "auditor"
msgstr "审计"

#: organization/enums.py
msgid "administrator"
msgstr "管理员"

#: organization/enums.py
msgid "read"
msgstr "读取"

#: organization/enums.py
msgid "plans"
msgstr "营销案"

#: organization/enums.py
msgid "approve"
msgstr "审批"

#: organization/enums.py
msgid "execution lists"
msgstr "执行名单"

#: organization/enums.py
msgid "touches"
msgstr "接触记录"

#: organization/enums.py
msgid "results"
msgstr "成效"

#: organization/enums.py
msgid "administration"
msgstr "管理"

#: organization/enums.py
msgid "public holiday"
msgstr "法定节假日"

#: organization/enums.py
msgid "make-up working day"
msgstr "调休上班"

#: organization/enums.py
msgid "system freeze"
msgstr "系统封网"

#: organization/enums.py
msgid "bill run"
msgstr "出账日"

#: organization/enums.py
msgid "blackout day"
msgstr "静默日"

#: organization/enums.py
msgid "short-staffed holiday"
msgstr "节假日人手不足"

#
#: organization/enums.py
msgid "every day"
msgstr "每天"

#
#: organization/enums.py
msgid "this day of each month"
msgstr "每月的这一天"

#
#: organization/enums.py
msgid "the last day of each month"
msgstr "每月最后一天"

#: organization/filters.py organization/templates/organization/audit.html
#: organization/templates/organization/person.html
#: organization/templates/organization/tokens.html organization/views/audit.py
msgid "Action"
msgstr "操作"

#: organization/filters.py
msgid "All actions"
msgstr "全部操作"

#: organization/filters.py organization/templates/organization/audit.html
msgid "Object"
msgstr "对象"

#: organization/filters.py
msgctxt "filter"
msgid "From"
msgstr "起"

#: organization/filters.py
msgctxt "filter"
msgid "Until"
msgstr "止"

#: organization/forms.py
msgid "What uses it, for example “calendar of the call centre”."
msgstr "由什么程序使用，例如「客服中心日历」。"

#: organization/forms.py
msgid "What it may do"
msgstr "可以做什么"

#: organization/forms.py
msgid "Only for the unit"
msgstr "仅限组织单元"

#: organization/forms.py
msgid "everywhere my roles reach"
msgstr "我的角色所及的全部单元"

#: organization/forms.py
msgid "The program then sees and writes what belongs to this unit and below it."
msgstr "程序只能看到和写入属于该单元及其下级的内容。"

#: organization/forms.py
msgid "Valid for (days)"
msgstr "有效期（天）"

#: organization/forms.py
msgid "Page"
msgstr "页面"

#: organization/forms.py
msgid "Deputy"
msgstr "代理人"

#: organization/forms.py
msgid "Your roles decide nothing that a deputy could decide for you."
msgstr "你的角色没有可由他人代理决定的事项。"

#: organization/forms.py resources/guards.py
msgid "This day has passed."
msgstr "这一天已过。"

#: organization/forms.py
msgid "the browser's"
msgstr "跟随浏览器"

#
#: organization/forms.py
msgctxt "person"
msgid "Name"
msgstr "姓名"

#: organization/forms.py
msgid "Language"
msgstr "语言"

#: organization/forms.py organization/templates/organization/people.html
#: organization/views/audit.py
msgid "User name"
msgstr "用户名"

#: organization/forms.py
msgid "Lower-case letters, digits and points."
msgstr "小写字母、数字和点。"

#: organization/forms.py
msgid "Use lower-case letters, digits and points."
msgstr "请用小写字母、数字和点。"

#: organization/forms.py
msgid "New value"
msgstr "新值"

#: organization/forms.py organization/row_forms.py
#: organization/templates/organization/policy.html
msgid "Valid from"
msgstr "生效日期"

#: organization/forms.py
#, python-format
msgid "New value (%(unit)s)"
msgstr "新值（%(unit)s）"

#
#: organization/forms.py
msgid "Excel workbook (.xlsx)"
msgstr "Excel 工作簿（.xlsx）"

#
#: organization/forms.py
msgid "Which days"
msgstr "哪些日子"

#: organization/forms.py
msgid "A bill run, for example, is on one day of each month."
msgstr "例如出账日，每月一天。"

#
#: organization/forms.py
msgid "Enter at most three years at once."
msgstr "一次最多录入三年。"

#: organization/kinds.py organization/templates/organization/unit.html
#: organization/templates/organization/units.html
msgid "Units"
msgstr "组织单元"

#: organization/kinds.py
msgid "The company with its departments, sections and branches."
msgstr "公司及其部门、科室和分公司。"

#: organization/kinds.py organization/templates/organization/policies.html
#: organization/templates/organization/policy.html
msgid "Policies"
msgstr "规则参数"

#: organization/kinds.py organization/row_forms.py
#: organization/templates/organization/policies.html
msgid "Policy"
msgstr "规则参数"

#: organization/kinds.py
msgid "The numbers of the rules, with their history."
msgstr "规则中的数值及其历史。"

#: organization/kinds.py organization/templates/organization/policies.html
msgid "Measured in"
msgstr "计量单位"

#: organization/kinds.py
msgid "May be"
msgstr "可填范围"

#: organization/kinds.py organization/templates/organization/people.html
#: organization/templates/organization/person.html
msgid "People and roles"
msgstr "人员与角色"

#: organization/kinds.py
msgctxt "account"
msgid "Person"
msgstr "人员"

#: organization/kinds.py
msgid "Who works where, and what each may do."
msgstr "谁在哪里工作，各能做什么。"

#: organization/kinds.py
msgid "Public holidays and make-up days"
msgstr "节假日与调休"

#
#: organization/kinds.py
msgid "Public holiday or make-up day"
msgstr "节假日或调休日"

#: organization/kinds.py
msgid "Days that differ from the plain week, by the State Council’s notice."
msgstr "与平常周不同的日子，依据国务院办公厅的放假通知"

#: organization/kinds.py organization/templates/organization/days.html
msgid "Load a year"
msgstr "按年录入"

#: organization/kinds.py
msgid "Bill runs, freezes, blackout days"
msgstr "出账、封网与静默日"

#
#: organization/kinds.py
msgctxt "day"
msgid "Closed day"
msgstr "出账、封网与静默日"

#: organization/kinds.py
msgid "Days on which a launch or a push fails at the counter."
msgstr "不宜上线或触达的日子"

#
#: organization/kinds.py
msgid "Enter several days"
msgstr "批量录入"

#
#: organization/kinds.py
msgid "Departments and branches"
msgstr "部门和分公司"

#
#: organization/kinds.py
msgid "A planner and a head"
msgstr "营销策划和部门负责人"

#: organization/kinds.py
msgid "One person writes a plan, another one approves it."
msgstr "一人编写营销案，另一人审批。"

#
#: organization/kinds.py
msgid "A service manager and leadership"
msgstr "服务经理和公司领导"

#: organization/kinds.py
msgid "Plans of grade C and D, and large budgets, wait for their signature."
msgstr "C 级、D 级和大额预算的营销案须由他们签署。"

#
#: organization/kinds.py
msgid "Public holidays of this year"
msgstr "今年的节假日"

#: organization/kinds.py
msgid "Due days are counted in working days."
msgstr "期限按工作日计算。"

#: organization/kinds.py
msgid "Checks warn of launches and pushes on these days."
msgstr "预检会提醒落在这些日子的上线和触达。"

#
#: organization/master_data/cells.py
msgid "Write yes or no."
msgstr "请填“是”或“否”。"

#: organization/master_data/cells.py organization/policies.py
#, python-format
msgid "“%(entry)s” is none of: %(allowed)s."
msgstr "「%(entry)s」不在可选项之内：%(allowed)s。"

#
#: organization/master_data/importing.py
msgid "This never changes once the entry exists."
msgstr "建立之后不能再改。"

#: organization/master_data/importing.py
#, python-format
msgid "This is listed twice; it stands in row %(row)s already."
msgstr "重复：第 %(row)s 行已有这一条。"

#: organization/master_data/importing.py
#, python-format
msgid "“%(code)s” has an error in its own sheet."
msgstr "“%(code)s”在其所在工作表中有错误。"

#: organization/master_data/importing.py
#, python-format
msgid "“%(code)s” is not entered; it stands in no sheet before this."
msgstr "没有“%(code)s”：系统里没有，前面的工作表里也没有。"

#: organization/master_data/reading.py
#, python-format
msgid "There is no such sheet; sheets are: %(known)s."
msgstr "没有这个工作表；可用的工作表：%(known)s。"

#
#: organization/master_data/reading.py
msgid "This sheet is there twice."
msgstr "这个工作表出现了两次。"

#
#: organization/master_data/reading.py
msgid "The file is larger than 5 MB."
msgstr "文件大于 5 MB。"

#: organization/master_data/reading.py
msgid "The file is too big when it is unpacked."
msgstr "文件解压后过大。"

#: organization/master_data/reading.py
msgid "This is no Excel workbook (.xlsx) that can be read."
msgstr "这不是可以读取的 Excel 工作簿（.xlsx）。"

#
#: organization/master_data/reading.py
msgid "The file has more than 20,000 rows."
msgstr "文件超过 2 万行。"

#: organization/master_data/reading.py
#, python-format
msgid "There is no such column; columns are: %(known)s."
msgstr "没有这一列；可用的列：%(known)s。"

#
#: organization/master_data/reading.py
msgid "This column is there twice."
msgstr "这一列出现了两次。"

#: organization/master_data/reading.py
#, python-format
msgid "The column “%(column)s” is missing."
msgstr "缺少“%(column)s”列。"

#: organization/master_data/writing.py
msgid "A code that stands in its own sheet or in the product."
msgstr "填编码：须在对应工作表或系统中存在。"

#: organization/master_data/writing.py
msgid "A day: 2027-03-01."
msgstr "日期，如 2027-03-01。"

#: organization/menu.py organization/templates/organization/notices.html
msgid "Notices"
msgstr "通知"

#: organization/menu.py organization/templates/organization/delegation.html
msgid "Out of office"
msgstr "外出代理"

#: organization/menu.py organization/templates/organization/tokens.html
msgid "API tokens"
msgstr "接口令牌"

#: organization/middleware.py
msgid "You signed in anew since this page was opened, so nothing was changed. Send it again."
msgstr "打开这一页后你重新登录过，所以没有做任何改动。请再提交一次。"

#: organization/middleware.py
msgid "You had been signed out, so nothing was changed. Send it again if you still want it."
msgstr "你此前已退出登录，所以没有做任何改动。如仍需要，请再提交一次。"

#: organization/middleware.py
msgid "Change your first password before you go on."
msgstr "请先修改初始密码。"

#: organization/models/unit.py
msgid "Use lower-case letters, digits and single hyphens."
msgstr "请用小写字母、数字和单个连字符。"

#: organization/models/unit.py
msgid "One character that stands for the unit in charts."
msgstr "图表中代表该单位的一个字。"

#: organization/models/unit.py
msgid "Key of the unit's colour: gk, zq, cp, fg or sg."
msgstr "单位颜色键：gk、zq、cp、fg 或 sg。"

#: organization/models/user.py
msgid "Empty: the browser's."
msgstr "留空：跟随浏览器。"

#: organization/models/user.py
msgid "Choose another person as deputy."
msgstr "请选别人做代理人。"

#: organization/passwords.py
#, python-format
msgid "The password is too short; it needs at least %(count)d character."
msgid_plural "The password is too short; it needs at least %(count)d characters."
msgstr[0] "密码太短，至少需要 %(count)d 个字符。"

#: organization/passwords.py
msgid "Many people use this password; choose another one."
msgstr "这个密码太常见，请换一个。"

#: organization/passwords.py
msgid "The password is too much like your user name, name or e-mail address."
msgstr "密码与你的用户名、姓名或邮箱太相似。"

#: organization/passwords.py
msgid "The password is nothing but digits; add some letters."
msgstr "密码全是数字，请加入字母。"

#: organization/passwords.py
#, python-format
msgid "Use at least %(least)s different characters."
msgstr "至少使用 %(least)s 个不同的字符。"

#: organization/policies.py
msgid "At most six decimal places."
msgstr "最多六位小数。"

#: organization/policies.py
msgid "Each number must be at least as large as the one before."
msgstr "后一个数不得小于前一个数。"

#: organization/policies.py
msgid "Each number must be at most as large as the one before."
msgstr "后一个数不得大于前一个数。"

#: organization/policies.py
#, python-format
msgid "“%(entry)s” is not a code."
msgstr "「%(entry)s」不是有效编码。"

#: organization/policies.py
msgid "Each entry may be listed once."
msgstr "每一项只能出现一次。"

#: organization/policies.py
msgid "At least one entry; separate several by commas."
msgstr "至少一项；多项用逗号分开。"

#: organization/policies.py
#, python-format
msgid "Exactly %(count)d entry."
msgid_plural "Exactly %(count)d entries, separated by commas."
msgstr[0] "共 %(count)d 项，用逗号分开。"

#: organization/policies.py resources/guards.py
#, python-format
msgid "A whole number from %(least)s to %(most)s."
msgstr "请填 %(least)s 到 %(most)s 之间的整数。"

#: organization/policies.py
#, python-format
msgid "A number from %(least)s to %(most)s."
msgstr "请填 %(least)s 到 %(most)s 之间的数。"

#: organization/row_forms.py
msgid "None is entered yet; enter the first one under Set-up."
msgstr "还没有可选的内容，请先在“设置”中录入。"

#: organization/row_forms.py
msgid "blue"
msgstr "蓝"

#: organization/row_forms.py
msgid "green"
msgstr "绿"

#: organization/row_forms.py
msgid "magenta"
msgstr "品红"

#: organization/row_forms.py
msgid "slate"
msgstr "石板灰"

#: organization/row_forms.py
msgid "ochre"
msgstr "赭"

#: organization/row_forms.py
msgid "Belongs to"
msgstr "上级单位"

#: organization/row_forms.py
msgid "Mark"
msgstr "标记字"

#: organization/row_forms.py
msgid "English mark"
msgstr "英文标记"

#: organization/row_forms.py
msgid "Order"
msgstr "排序"

#: organization/row_forms.py
msgid "Choose the unit it belongs to."
msgstr "请选择上级单元。"

#
#: organization/row_forms.py
msgid "Published"
msgstr "已公布"

#: organization/row_forms.py
msgid "In the State Council’s notice; without it the day is provisional."
msgstr "国务院办公厅通知中已公布；未勾选表示暂定。"

#: organization/rows.py
#, python-format
msgid "Other entries still name this one (%(count)s). Change them first."
msgstr "还有 %(count)s 条内容用到它，请先修改那些内容。"

#: organization/saved_views.py
msgid "There is no such page."
msgstr "没有这个页面。"

#: organization/saved_views.py
msgid "Narrow or sort the list first; then there is something to keep."
msgstr "请先筛选或排序，再保存视图。"

#: organization/saved_views.py
#, python-format
msgid "%(most)s views of one list are enough; delete one first."
msgstr "每个列表最多存 %(most)s 个视图，请先删除一个。"

#: organization/sign_in_limits.py
msgid "The password of this account was wrong too often from here."
msgstr "这个账号的密码在你这里输错次数过多。"

#: organization/sign_in_limits.py
msgid "Too many sign-ins from your network failed, with whatever accounts."
msgstr "你所在的网络登录失败次数过多（不限于某个账号）。"

#: organization/sign_in_limits.py
msgid "The password of this account was wrong too often, from several places."
msgstr "这个账号的密码在多处输错次数过多。"

#: organization/sign_in_limits.py
#, python-format
msgid "Try again in %(count)d minute."
msgid_plural "Try again in %(count)d minutes."
msgstr[0] "请 %(count)d 分钟后再试。"

#: organization/templates/organization/audit.html organization/views/setup.py
msgid "Audit trail"
msgstr "审计记录"

#: organization/templates/organization/audit.html
msgid "Newest first; rows can be added to, never changed"
msgstr "最新在前；只能追加，不能修改"

#: organization/templates/organization/audit.html
msgid "Export as CSV"
msgstr "导出 CSV"

#: organization/templates/organization/audit.html
msgid "From → to"
msgstr "从 → 到"

#: organization/templates/organization/audit.html
msgid "Nothing matches."
msgstr "没有符合条件的记录。"

#
#: organization/templates/organization/checklist.html
msgid "Until the first plan"
msgstr "第一个营销案之前"

#: organization/templates/organization/checklist.html
msgid "Enter everything from one workbook"
msgstr "用一个工作簿全部录入"

#: organization/templates/organization/checklist.html
#: resources/templates/resources/board.html
msgid "missing"
msgstr "缺少"

#: organization/templates/organization/checklist.html
msgid "useful"
msgstr "建议"

#
#: organization/templates/organization/days.html
msgid "Public holidays by year"
msgstr "各年节假日"

#: organization/templates/organization/days.html
msgid "The State Council publishes the days of a year in the autumn before; until then they are provisional."
msgstr "国务院办公厅通常在上一年秋冬公布全年放假安排；公布之前为暂定。"

#
#: organization/templates/organization/days.html
msgid "Year"
msgstr "年份"

#
#: organization/templates/organization/days.html
msgid "Entered"
msgstr "录入情况"

#
#: organization/templates/organization/days.html
msgid "Days off"
msgstr "放假天数"

#
#: organization/templates/organization/days.html
msgid "Make-up days"
msgstr "调休上班天数"

#
#: organization/templates/organization/days.html
msgid "by the notice"
msgstr "已按通知录入"

#: organization/templates/organization/days.html
msgid "provisional, not published yet"
msgstr "暂定，尚未公布"

#: organization/templates/organization/days.html
msgid "provisional, published by now"
msgstr "暂定，通知已公布"

#
#: organization/templates/organization/days.html
msgid "not entered"
msgstr "未录入"

#: organization/templates/organization/days.html
msgid "Enter by the notice"
msgstr "按通知录入"

#
#: organization/templates/organization/days.html
msgid "Enter provisionally"
msgstr "先按暂定录入"

#: organization/templates/organization/delegation.html
msgid "A deputy decides what you would, but never about plans of their own unit"
msgstr "代理人代你作决定，但不能决定他本单位的营销案"

#: organization/templates/organization/delegation.html
msgid "Who stands in for whom"
msgstr "谁代理谁"

#: organization/templates/organization/delegation.html
#, python-format
msgid "%(deputy)s stands in for you"
msgstr "%(deputy)s 代理你"

#: organization/templates/organization/delegation.html
msgid "End now"
msgstr "立即结束"

#: organization/templates/organization/delegation.html
#, python-format
msgid "You stand in for %(principal)s"
msgstr "你代理 %(principal)s"

#: organization/templates/organization/delegation.html
msgid "Nobody stands in for anybody"
msgstr "目前没有代理"

#: organization/templates/organization/delegation.html
msgid "Name a deputy before you leave, so that approvals do not wait for you."
msgstr "外出前指定代理人，审批就不会等你。"

#: organization/templates/organization/delegation.html
msgid "Name a deputy"
msgstr "指定代理人"

#: organization/templates/organization/delegation.html
msgid "Name deputy"
msgstr "指定代理人"

#
#: organization/templates/organization/entries.html
msgid "New entry"
msgstr "新增"

#
#: organization/templates/organization/entries.html
msgid "Nothing entered yet"
msgstr "还没有录入"

#
#: organization/templates/organization/entry.html
msgid "Save and add another"
msgstr "保存并继续新增"

#: organization/templates/organization/notices.html
msgid "Mark all as read"
msgstr "全部标为已读"

#: organization/templates/organization/notices.html
msgid "Which notices"
msgstr "显示哪些消息"

#: organization/templates/organization/notices.html
msgid "unread"
msgstr "未读"

#: organization/templates/organization/notices.html
msgid "Read"
msgstr "已读"

#: organization/templates/organization/notices.html
msgid "No notices"
msgstr "没有通知"

#: organization/templates/organization/notices.html
msgid "Decisions, findings and tasks that concern you are told here."
msgstr "与你有关的决定、问题和任务会在这里告诉你。"

#: organization/templates/organization/people.html
#, python-format
msgid "%(shown)s person"
msgid_plural "%(shown)s people"
msgstr[0] "%(shown)s 人"

#: organization/templates/organization/people.html
msgid "Search people"
msgstr "查找人员"

#: organization/templates/organization/people.html
msgid "User name or name"
msgstr "用户名或姓名"

#: organization/templates/organization/people.html
#: organization/templates/organization/person.html
msgid "Roles"
msgstr "角色"

#: organization/templates/organization/people.html
msgid "Account"
msgstr "账号"

#: organization/templates/organization/people.html
msgid "in use"
msgstr "在用"

#: organization/templates/organization/people.html
msgid "kept out"
msgstr "已停用"

#: organization/templates/organization/people.html
msgid "Nobody matches."
msgstr "没有符合条件的人员。"

#: organization/templates/organization/people.html
msgid "Add a person"
msgstr "登记人员"

#: organization/templates/organization/people.html
msgid "Enter person"
msgstr "登记"

#: organization/templates/organization/person.html
msgid "New first password"
msgstr "重设初始密码"

#: organization/templates/organization/person.html
msgctxt "account"
msgid "Suspend"
msgstr "停用"

#: organization/templates/organization/person.html
msgid "Reactivate"
msgstr "重新启用"

#: organization/templates/organization/person.html
#, python-format
msgid "%(name)s gets a new password, which is shown to you once. The old one no longer works, all their windows are signed out, and they must choose their own at the next sign-in."
msgstr "将为%(name)s生成新密码，只显示这一次。原密码立即失效，已登录的窗口全部退出，下次登录须自行改密码。"

#: organization/templates/organization/person.html
#, python-format
msgid "%(name)s is signed out at once and cannot sign in; their tokens and calendar subscriptions stop working. You can reactivate the account later."
msgstr "%(name)s将立即退出登录且无法再登录，其令牌和日历订阅停止使用。以后可以恢复账号。"

#: organization/templates/organization/person.html
#: organization/templates/organization/tokens.html
msgid "expired"
msgstr "已过期"

#: organization/templates/organization/person.html
msgid "open-ended"
msgstr "长期"

#: organization/templates/organization/person.html
msgid "Take away"
msgstr "收回"

#: organization/templates/organization/person.html
msgid "No role: this person can sign in but sees nothing."
msgstr "没有角色：可以登录，但看不到内容。"

#: organization/templates/organization/person.html
msgid "Give a role"
msgstr "授予角色"

#: organization/templates/organization/person.html
msgid "Give role"
msgstr "授予角色"

#
#
#: organization/templates/organization/person.html
msgid "Name and language"
msgstr "姓名与语言"

#: organization/templates/organization/policies.html
msgid "The numbers of the rules. A change counts from its day on; earlier checks keep the value they were made with."
msgstr "规则中的数值。修改从生效日起算，之前的检查保留当时的值。"

#: organization/templates/organization/policies.html
msgid "Value today"
msgstr "今日值"

#: organization/templates/organization/policy.html
#, python-format
msgid "owned by: %(owner)s"
msgstr "归口：%(owner)s"

#: organization/templates/organization/policy.html
msgid "By"
msgstr "修改人"

#: organization/templates/organization/policy.html
msgid "not usable"
msgstr "无效"

#
#: organization/templates/organization/policy.html
msgctxt "policy"
msgid "Withdraw"
msgstr "撤回"

#: organization/templates/organization/policy.html
msgid "from the start"
msgstr "初始"

#: organization/templates/organization/policy.html
msgid "as delivered"
msgstr "出厂值"

#: organization/templates/organization/policy.html
msgid "Change it"
msgstr "修改"

#: organization/templates/organization/policy.html
msgid "Change policy"
msgstr "修改规则参数"

#: organization/templates/organization/policy.html
#, python-format
msgid "Only its owner may change this policy: %(owner)s."
msgstr "只有归口人可以修改：%(owner)s。"

#: organization/templates/organization/saved_views.html
msgid "Views"
msgstr "视图"

#: organization/templates/organization/saved_views.html
msgid "Saved views"
msgstr "已存视图"

#: organization/templates/organization/saved_views.html
#, python-format
msgid "Delete the view %(name)s"
msgstr "删除视图 %(name)s"

#: organization/templates/organization/saved_views.html
msgid "Delete"
msgstr "删除"

#: organization/templates/organization/saved_views.html
msgid "Keep this list as"
msgstr "把当前列表存为"

#: organization/templates/organization/saved_views.html
msgctxt "view"
msgid "Keep"
msgstr "保存"

#: organization/templates/organization/saved_views.html
msgid "Narrow or sort the list; then keep it here under a name."
msgstr "筛选或排序后，可以在这里起名保存。"

#: organization/templates/organization/tokens.html
msgid "Keys for programs that read or write in your name"
msgstr "供程序以你的名义读写的密钥"

#: organization/templates/organization/tokens.html
msgid "API documentation"
msgstr "API 文档"

#: organization/templates/organization/tokens.html
msgid "Copy the key now; it is not shown again."
msgstr "请立即复制密钥，之后不再显示。"

#: organization/templates/organization/tokens.html
msgid "Starts with"
msgstr "开头"

#: organization/templates/organization/tokens.html
msgid "May"
msgstr "权限"

#: organization/templates/organization/tokens.html
msgid "Last used"
msgstr "最近使用"

#: organization/templates/organization/tokens.html
#, python-format
msgid "only for %(unit)s"
msgstr "仅限 %(unit)s"

#: organization/templates/organization/tokens.html
msgid "never"
msgstr "从未"

#: organization/templates/organization/tokens.html
msgid "revoked"
msgstr "已撤销"

#: organization/templates/organization/tokens.html
msgid "Revoke"
msgstr "撤销"

#: organization/templates/organization/tokens.html
#, python-format
msgid "Programs that use “%(name)s” are refused from now on. It cannot be brought back; make a new one instead."
msgstr "使用「%(name)s」的程序将立即被拒绝。撤销后不能恢复，需要时请新建令牌。"

#: organization/templates/organization/tokens.html
msgid "No token yet. Make one for each program, so that each can be revoked alone."
msgstr "还没有令牌。请为每个程序单独建立，便于单独撤销。"

#: organization/templates/organization/tokens.html
msgid "New token"
msgstr "新建令牌"

#: organization/templates/organization/tokens.html
msgid "Make token"
msgstr "建立令牌"

#: organization/templates/organization/unit.html
#: organization/templates/organization/units.html
msgid "New unit"
msgstr "新建单位"

#
#: organization/templates/organization/workbook.html
#: organization/views/setup.py
msgid "Workbook"
msgstr "工作簿"

#: organization/templates/organization/workbook.html
msgid "Everything of set-up in one Excel file, a sheet for each kind."
msgstr "全部基础数据在一个 Excel 文件里，每类一个工作表"

#
#: organization/templates/organization/workbook.html
msgid "Read a workbook"
msgstr "导入工作簿"

#: organization/templates/organization/workbook.html
msgid "Rows are recognised by their code: new ones are added, known ones changed; a row that is not in the file stays as it is. When anything is wrong, nothing is changed, and every error is named by sheet, row and column."
msgstr "按编码识别每一行：新的新增，已有的修改；文件里没有的保持不变。只要有一处错误就什么都不改，并逐条指出工作表、行和列。"

#
#: organization/templates/organization/workbook.html
msgid "Read in"
msgstr "导入"

#
#: organization/templates/organization/workbook.html
msgid "Only check"
msgstr "只检查"

#
#: organization/templates/organization/workbook.html
msgid "Template"
msgstr "模板"

#
#: organization/templates/organization/workbook.html
msgid "What stands now"
msgstr "现有内容"

#
#: organization/templates/organization/workbook.html
msgid "Sheets"
msgstr "工作表"

#
#: organization/templates/organization/workbook_outcome.html
msgid "Nothing was changed"
msgstr "没有任何改动"

#: organization/templates/organization/workbook_outcome.html
#, python-format
msgid "%(n)s error"
msgid_plural "%(n)s errors"
msgstr[0] "%(n)s 处错误"

#: organization/templates/organization/workbook_outcome.html
msgid "Errors"
msgstr "错误"

#
#: organization/templates/organization/workbook_outcome.html
msgid "What is wrong"
msgstr "问题"

#: organization/templates/organization/workbook_outcome.html
#, python-format
msgid "%(n)s more error"
msgid_plural "%(n)s more errors"
msgstr[0] "另有 %(n)s 处错误"

#
#: organization/templates/organization/workbook_outcome.html
msgid "Nothing is wrong; nothing was changed yet"
msgstr "没有错误；尚未改动任何内容"

#: organization/templates/organization/workbook_outcome.html
msgid "The workbook was read in"
msgstr "工作簿已导入"

#: organization/templates/organization/workbook_outcome.html
msgid "Everything stands as the workbook says"
msgstr "内容与工作簿一致，无需改动"

#
#: organization/templates/organization/workbook_outcome.html
msgid "Rows by sheet"
msgstr "各工作表的行数"

#
#: organization/templates/organization/workbook_outcome.html
msgid "New"
msgstr "新增"

#
#: organization/templates/organization/workbook_outcome.html
msgid "As before"
msgstr "未变"

#
#: organization/templates/organization/workbook_outcome.html
msgid "The workbook holds no rows."
msgstr "工作簿里没有数据行。"

#
#: organization/templates/organization/workbook_outcome.html
msgid "First passwords, shown only now"
msgstr "初始密码（只显示这一次）"

#: organization/tokens.py
msgid "Choose one of the offered scopes."
msgstr "请选择所列的权限范围。"

#: organization/tokens.py
msgid "Give the token a name."
msgstr "请给令牌起名。"

#: organization/tokens.py
msgid "A token lives from 1 to 3650 days."
msgstr "令牌有效期为 1 到 3650 天。"

#: organization/tokens.py
msgid "None of the roles reaches this unit, so the token would open nothing."
msgstr "没有任何角色覆盖这个单元，令牌将什么也打不开。"

#: organization/views/audit.py
msgid "On behalf of"
msgstr "代理的人"

#: organization/views/audit.py
msgid "Details"
msgstr "详情"

#: organization/views/days.py
#, python-format
msgid "%(count)d day of %(year)s was entered."
msgid_plural "%(count)d days of %(year)s were entered."
msgstr[0] "%(year)s年已录入 %(count)d 天。"

#: organization/views/days.py
#, python-format
msgid "%(count)d day was entered."
msgid_plural "%(count)d days were entered."
msgstr[0] "已录入 %(count)d 天。"

#: organization/views/delegation.py
#, python-format
msgid "%(deputy)s stands in for you from %(first)s to %(last)s."
msgstr "%(first)s至%(last)s由 %(deputy)s 代理你。"

#: organization/views/delegation.py
msgid "Your deputy no longer stands in for you."
msgstr "代理人不再代理你。"

#: organization/views/entries.py
#, python-format
msgid "%(entry)s was saved."
msgstr "%(entry)s已保存。"

#: organization/views/entries.py
#, python-format
msgid "%(entry)s was removed."
msgstr "%(entry)s已删除。"

#: organization/views/people.py
#, python-format
msgid "%(name)s was added."
msgstr "已添加%(name)s。"

#: organization/views/people.py
#, python-format
msgid "First password of %(name)s."
msgstr "%(name)s的初始密码。"

#: organization/views/people.py
#, python-format
msgid "%(name)s was saved."
msgstr "%(name)s已保存。"

#: organization/views/people.py
msgid "The role was given. It counts from the next page on."
msgstr "角色已授予，立即生效。"

#: organization/views/people.py
msgid "The role was taken away."
msgstr "角色已收回。"

#: organization/views/people.py
#, python-format
msgid "New password of %(name)s."
msgstr "%(name)s的新密码。"

#: organization/views/people.py
msgid "The account was changed."
msgstr "账号已修改。"

#
#: organization/views/policies.py
msgid "Checks"
msgstr "预检"

#: organization/views/policies.py
msgid "The policy was changed. Checks from that day on use the new value."
msgstr "规则参数已修改，该日起的检查使用新值。"

#: organization/views/policies.py
msgid "The coming value was withdrawn."
msgstr "未生效的值已撤回。"

#: organization/views/saved_views.py
#, python-format
msgid "This list is kept as “%(name)s”."
msgstr "这个列表已存为「%(name)s」。"

#: organization/views/saved_views.py
#, python-format
msgid "The view “%(name)s” is deleted."
msgstr "视图「%(name)s」已删除。"

#: organization/views/setup.py
msgid "All of this in one Excel file: download it, fill it in, read it back."
msgstr "以上全部放在一个 Excel 文件里：下载、填写、导入"

#: organization/views/setup.py
msgid "Who did what, when and why."
msgstr "谁在什么时候做了什么、为什么。"

#: organization/views/tokens.py
#, python-format
msgid "The token “%(name)s” is revoked; programs that use it are refused from now on."
msgstr "令牌「%(name)s」已撤销，使用它的程序从现在起会被拒绝。"

#: organization/views/units.py
#, python-format
msgid "%(unit)s was saved."
msgstr "%(unit)s已保存。"

#
#: organization/views/workbook.py
msgid "set-up"
msgstr "基础数据"

#: organization/views/workbook.py
msgid "set-up template"
msgstr "基础数据模板"

#
#: organization/workdays.py
#, python-format
msgid "%(name)s (provisional)"
msgstr "%(name)s（暂定）"

#: preflight/api/serializers.py
msgid "These days are over. Choose later ones."
msgstr "这些日子已过，请选更晚的。"

#: preflight/api/serializers.py
msgid "At most 120 days are tried at once."
msgstr "一次最多试算 120 天。"

#: preflight/api/views.py
msgid "The plan says nothing yet."
msgstr "营销案还没有内容。"

#: preflight/measures.py
msgctxt "measure"
msgid "days"
msgstr "天"

#: preflight/measures.py
msgctxt "measure"
msgid "o'clock"
msgstr "点"

#: preflight/measures.py
msgctxt "measure"
msgid "persons"
msgstr "人"

#: preflight/measures.py
msgctxt "measure"
msgid "contacts"
msgstr "人次"

#: preflight/measures.py
msgctxt "measure"
msgid "share, 0 to 1"
msgstr "占比（0 到 1）"

#: preflight/measures.py
msgctxt "measure"
msgid "points"
msgstr "分"

#: preflight/policies.py
msgid "Offers this many days apart still clash"
msgstr "执行期相隔几天以内仍算冲突"

#: preflight/policies.py
msgid "Pay tiers this near to each other are compared"
msgstr "支付档位相差多少以内可以对比"

#: preflight/policies.py
msgid "Shared part of the smaller audience that is worth a notice"
msgstr "较小目标客户中共同部分达到多少给提示"

#: preflight/policies.py
msgid "Shared persons that are worth a notice"
msgstr "共同客户达到多少人给提示"

#: preflight/policies.py
msgid "Shared key enterprises that are worth a notice"
msgstr "共同重点集团达到多少家给提示"

#: preflight/policies.py
msgid "SMS a person may get within the window"
msgstr "窗口期内一人最多短信数"

#: preflight/policies.py
msgid "Window of the SMS limit"
msgstr "短信上限的窗口期"

#: preflight/policies.py
msgid "Outbound calls a person may get within the window"
msgstr "窗口期内一人最多外呼数"

#: preflight/policies.py
msgid "Window of the outbound call limit"
msgstr "外呼上限的窗口期"

#: preflight/policies.py
msgid "Push contacts of all kinds a person may get within the window"
msgstr "窗口期内一人各类主动接触的上限"

#: preflight/policies.py
msgid "Window of the limit for all push contacts"
msgstr "各类主动接触上限的窗口期"

#: preflight/policies.py
msgid "Ways of contact that count as push; visits count if named here"
msgstr "计为主动接触的方式；列入上门则计上门"

#: preflight/policies.py
msgid "Share of a wave from which contact pressure blocks"
msgstr "接触超限达到波次多少比例即必须解决"

#: preflight/policies.py
msgid "Days after a wave until which its results come in"
msgstr "波次结束后等待结果回传的天数"

#: preflight/policies.py
msgid "Hour from which people may be contacted"
msgstr "几点起可以触达客户"

#: preflight/policies.py
msgid "Hour by which contacts are over"
msgstr "几点前须结束触达"

#: preflight/policies.py
msgid "A holding that ends within this time after the start may be replaced"
msgstr "上线后多长时间内到期的合约可以更换"

#: preflight/policies.py
msgid "Share of a placement for whom the channel is discouraged that is worth a warning"
msgstr "不建议渠道的人数达到投放多少比例即需关注"

#: preflight/policies.py
msgid "Channels that sell what is billed to a group"
msgstr "可销售按集团计费业务的渠道"

#: preflight/policies.py
msgid "Weekly load of a channel from which it counts as scarce"
msgstr "周负荷达到多少算稀缺渠道"

#: preflight/policies.py
msgid "Share of a scarce channel's week that one department may use"
msgstr "稀缺渠道每周一个部门最多可用的比例"

#: preflight/policies.py
msgid "Launch points of basic services"
msgstr "基础业务上线点数"

#: preflight/policies.py
msgid "Launch points of mobile services"
msgstr "移动业务上线点数"

#: preflight/policies.py
msgid "Launch points of group services"
msgstr "集团业务上线点数"

#: preflight/policies.py
msgid "Launch points of data services"
msgstr "数据业务上线点数"

#: preflight/policies.py
msgid "Launch points of tariffs"
msgstr "资费上线点数"

#: preflight/policies.py
msgid "Launch points of devices"
msgstr "终端上线点数"

#: preflight/policies.py
msgid "Launch points of promotions"
msgstr "促销上线点数"

#: preflight/policies.py
msgid "Launch points of customer service"
msgstr "客户服务上线点数"

#: preflight/policies.py
msgid "Launch points of channel actions"
msgstr "渠道行动上线点数"

#: preflight/policies.py
msgid "Launch points a branch can carry in a week"
msgstr "分公司每周可承受的上线点数"

#: preflight/policies.py
msgid "Launch points the company can carry in a week"
msgstr "全公司每周可承受的上线点数"

#: preflight/policies.py
msgid "Days after its end within which a plan is to be evaluated"
msgstr "营销案结束后应完成评估的天数"

#: preflight/policies.py
msgid "Readiness score that a gate asks for"
msgstr "审批环节要求的准备度分数"

#: preflight/readiness.py
msgid "what to do if something goes wrong"
msgstr "异常处置"

#: preflight/readiness.py
msgid "what front-line staff say"
msgstr "一线介绍口径"

#: preflight/readiness.py
msgid "terms that customers read"
msgstr "客户看到的业务规则"

#: preflight/readiness.py
msgid "how customers get out again"
msgstr "客户怎样退出"

#: preflight/readiness.py
msgid "training before the launch"
msgstr "上线前培训"

#: preflight/risk.py
#, python-format
msgid "Readiness %(value)s of 100"
msgstr "准备度 %(value)s 分（满分 100）"

#: preflight/risk.py
msgid "Complaints of similar plans are not known"
msgstr "同类营销案的投诉情况未知"

#: preflight/risk.py
#, python-format
msgid "Complaints are %(value)s × the median of similar plans"
msgstr "历史投诉为同类中位的 %(value)s 倍"

#: preflight/risk.py
msgid "Likelihood L: the worse of the two"
msgstr "可能性 L（取较差）"

#: preflight/risk.py
#, python-format
msgid "Persons reached: %(value)s"
msgstr "影响 %(value)s 人"

#: preflight/risk.py
msgid "It charges the customer"
msgstr "向客户收费"

#: preflight/risk.py
msgid "It binds the customer"
msgstr "有协议期约束"

#: preflight/risk.py
msgid "The customer is not asked first"
msgstr "未事先征得客户同意"

#: preflight/risk.py
msgid "Impact I"
msgstr "影响 I"

#: preflight/risk.py
#, python-format
msgid "L × I = %(value)s: grade %(grade)s"
msgstr "L × I = %(value)s：%(grade)s 级"

#: preflight/risk.py
msgid "An open finding of harm makes it grade D"
msgstr "有未解决的侵害类问题，定为 D 级"

#: preflight/rules/audience_overlap.py
msgid "Audience overlap"
msgstr "目标客户重叠"

#: preflight/rules/audience_overlap.py
#, python-format
msgid "%(shared_persons)s person is also approached by “%(other)s”: %(percent_own)s%% of this audience, %(percent_other)s%% of that one."
msgid_plural "%(shared_persons)s persons are also approached by “%(other)s”: %(percent_own)s%% of this audience, %(percent_other)s%% of that one."
msgstr[0] "%(shared_persons)s 人也在「%(other)s」的目标客户中：占本案 %(percent_own)s%%，占对方 %(percent_other)s%%。"

#: preflight/rules/audience_overlap.py
#, python-format
msgid "%(shared_organisations)s enterprise is also approached by “%(other)s”, with %(shared_persons)s of its people."
msgid_plural "%(shared_organisations)s enterprises are also approached by “%(other)s”, with %(shared_persons)s of their people."
msgstr[0] "%(shared_organisations)s 家集团也在「%(other)s」的目标客户中，涉及 %(shared_persons)s 人。"

#: preflight/rules/channel_capacity.py
msgid "Channel capacity"
msgstr "渠道容量"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "%(channel)s is over its daily capacity of %(capacity)s on %(day)s: this plan %(load_plan)s, approved plans %(load_approved)s."
msgstr "%(channel)s %(day)s超过日容量 %(capacity)s：本案 %(load_plan)s，已批准 %(load_approved)s。"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "%(channel)s is over its weekly capacity of %(capacity)s in the week of %(day)s: this plan %(load_plan)s, approved plans %(load_approved)s."
msgstr "%(channel)s %(day)s那一周超过周容量 %(capacity)s：本案 %(load_plan)s，已批准 %(load_approved)s。"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "%(channel)s would be over its daily capacity of %(capacity)s on %(day)s: this plan %(load_plan)s, approved plans %(load_approved)s, plans in coordination %(load_pending)s."
msgstr "%(channel)s %(day)s会超过日容量 %(capacity)s：本案 %(load_plan)s，已批准 %(load_approved)s，协调中 %(load_pending)s。"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "%(channel)s would be over its weekly capacity of %(capacity)s in the week of %(day)s: this plan %(load_plan)s, approved plans %(load_approved)s, plans in coordination %(load_pending)s."
msgstr "%(channel)s %(day)s那一周会超过周容量 %(capacity)s：本案 %(load_plan)s，已批准 %(load_approved)s，协调中 %(load_pending)s。"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "%(channel)s is scarce in the week of %(day)s, and this department takes %(percent_department)s%% of its capacity; %(allowed)s%% is the most."
msgstr "%(channel)s %(day)s那一周紧张，本部门占用 %(percent_department)s%%，最多 %(allowed)s%%。"

#: preflight/rules/channel_capacity.py
msgid "Capacity"
msgstr "容量"

#: preflight/rules/channel_capacity.py preflight/rules/launch_clustering.py
msgid "Over by"
msgstr "超出"

#: preflight/rules/channel_capacity.py
msgid "Share of the department"
msgstr "本部门占比"

#: preflight/rules/channel_capacity.py
#, python-format
msgid "at most %(n)s%%"
msgstr "最多 %(n)s%%"

#: preflight/rules/channel_capacity.py
msgid "load of that day or week"
msgstr "当日或当周负荷"

#: preflight/rules/channel_fit.py
msgid "Channel fit"
msgstr "渠道适配"

#: preflight/rules/channel_fit.py
#, python-format
msgid "%(channel)s is forbidden for %(groups)s: %(persons)s person, %(percent_placement)s%% of the placement."
msgid_plural "%(channel)s is forbidden for %(groups)s: %(persons)s persons, %(percent_placement)s%% of the placement."
msgstr[0] "%(channel)s禁止面向%(groups)s：%(persons)s 人，占该投放 %(percent_placement)s%%。"

#: preflight/rules/channel_fit.py
#, python-format
msgid "%(channel)s is discouraged for %(groups)s: %(persons)s person, %(percent_placement)s%% of the placement."
msgid_plural "%(channel)s is discouraged for %(groups)s: %(persons)s persons, %(percent_placement)s%% of the placement."
msgstr[0] "%(channel)s不建议面向%(groups)s：%(persons)s 人，占该投放 %(percent_placement)s%%。"

#: preflight/rules/channel_fit.py
#, python-format
msgid "%(products)s is billed to a group, and %(channel)s does not sell such products."
msgstr "%(products)s按集团计费，%(channel)s不办理这类业务。"

#: preflight/rules/consent.py
#, python-format
msgid "%(persons)s person is on the do-not-contact list for %(channel)s."
msgid_plural "%(persons)s persons are on the do-not-contact list for %(channel)s."
msgstr[0] "%(channel)s有 %(persons)s 人在免打扰名单上。"

#: preflight/rules/consent.py
#, python-format
msgid "%(persons)s person has not agreed to be contacted through %(channel)s."
msgid_plural "%(persons)s persons have not agreed to be contacted through %(channel)s."
msgstr[0] "%(persons)s 人没有同意通过%(channel)s联系。"

#: preflight/rules/consent.py
#, python-format
msgid "%(persons)s person may not be contacted through %(channel)s: %(persons_listed)s are on the do-not-contact list, %(persons_without_consent)s have not agreed."
msgid_plural "%(persons)s persons may not be contacted through %(channel)s: %(persons_listed)s are on the do-not-contact list, %(persons_without_consent)s have not agreed."
msgstr[0] "%(persons)s 人不能通过%(channel)s联系：%(persons_listed)s 人在免打扰名单上，%(persons_without_consent)s 人没有同意。"

#: preflight/rules/contact_pressure.py
msgid "Contact pressure"
msgstr "接触频次"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person would get more than %(limit)s SMS within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgid_plural "%(persons_over)s persons would get more than %(limit)s SMS within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgstr[0] "%(persons_over)s 人在 %(days)s 天内会收到超过 %(limit)s 条短信，最多 %(worst_count)s 条：仅本案就有 %(persons_over_plan)s 人，加上已批准的多 %(persons_over_approved)s 人，加上协调中的再多 %(persons_over_pending)s 人。"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person would be called more than %(limit)s times within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgid_plural "%(persons_over)s persons would be called more than %(limit)s times within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgstr[0] "%(persons_over)s 人在 %(days)s 天内会接到超过 %(limit)s 次外呼，最多 %(worst_count)s 次：仅本案就有 %(persons_over_plan)s 人，加上已批准的多 %(persons_over_approved)s 人，加上协调中的再多 %(persons_over_pending)s 人。"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person would be contacted more than %(limit)s times within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgid_plural "%(persons_over)s persons would be contacted more than %(limit)s times within %(days)s days, up to %(worst_count)s: %(persons_over_plan)s by this plan alone, %(persons_over_approved)s more with approved plans, %(persons_over_pending)s more with plans in coordination."
msgstr[0] "%(persons_over)s 人在 %(days)s 天内会被接触超过 %(limit)s 次，最多 %(worst_count)s 次：仅本案就有 %(persons_over_plan)s 人，加上已批准的多 %(persons_over_approved)s 人，加上协调中的再多 %(persons_over_pending)s 人。"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person already gets %(limit)s SMS within %(days)s days; they drop out of this plan's SMS by themselves."
msgid_plural "%(persons_over)s persons already get %(limit)s SMS within %(days)s days; they drop out of this plan's SMS by themselves."
msgstr[0] "%(persons_over)s 人 %(days)s 天内已有 %(limit)s 条短信，会自动从本案短信中剔除。"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person is already called %(limit)s times within %(days)s days; they drop out of this plan's calls by themselves."
msgid_plural "%(persons_over)s persons are already called %(limit)s times within %(days)s days; they drop out of this plan's calls by themselves."
msgstr[0] "%(persons_over)s 人 %(days)s 天内已有 %(limit)s 次外呼，会自动从本案外呼中剔除。"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "%(persons_over)s person is already contacted %(limit)s times within %(days)s days; they drop out of this plan's contacts by themselves."
msgid_plural "%(persons_over)s persons are already contacted %(limit)s times within %(days)s days; they drop out of this plan's contacts by themselves."
msgstr[0] "%(persons_over)s 人 %(days)s 天内已被接触 %(limit)s 次，会自动从本案接触中剔除。"

#: preflight/rules/contact_pressure.py
msgid "Over the limit"
msgstr "超过上限"

#: preflight/rules/contact_pressure.py
msgid "Most for one person"
msgstr "单人最多"

#: preflight/rules/contact_pressure.py
msgid "contacts"
msgstr "次接触"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "most in %(window)s"
msgstr "%(window)s 最多"

#: preflight/rules/contact_pressure.py
msgid "Limit"
msgstr "上限"

#: preflight/rules/contact_pressure.py
#, python-format
msgid "within %(n)s days"
msgstr "%(n)s 天内"

#: preflight/rules/contact_pressure.py
msgid "contacts in the fullest window"
msgstr "最集中时段内的触达次数"

#: preflight/rules/exclusive_products.py
msgid "Exclusive products"
msgstr "互斥业务"

#: preflight/rules/exclusive_products.py
#, python-format
msgid "%(persons)s person is bound to a product that excludes this offer until after %(free_from)s and cannot take it."
msgid_plural "%(persons)s persons are bound to a product that excludes this offer until after %(free_from)s and cannot take it."
msgstr[0] "%(persons)s 人的互斥合约要到%(free_from)s之后才到期，不能办理本案优惠。"

#: preflight/rules/exclusive_products.py
msgid "Bound until after"
msgstr "合约到期晚于"

#: preflight/rules/launch_clustering.py
msgid "Launch clustering"
msgstr "上线集中"

#: preflight/rules/launch_clustering.py
#, python-format
msgid "In the week of %(week)s the launches of the company come to %(points)s points, %(over_by)s over the limit of %(limit)s: this plan %(points_plan)s, approved plans %(points_approved)s, plans in coordination %(points_pending)s."
msgstr "%(week)s那一周全公司上线 %(points)s 分，上限 %(limit)s 分，超出 %(over_by)s 分：本案 %(points_plan)s 分，已批准 %(points_approved)s 分，协调中 %(points_pending)s 分。"

#: preflight/rules/launch_clustering.py
#, python-format
msgid "In the week of %(week)s the launches in %(crowded_branches)s come to %(points)s points, %(over_by)s over the limit of %(limit)s: this plan %(points_plan)s, approved plans %(points_approved)s, plans in coordination %(points_pending)s."
msgstr "%(week)s那一周%(crowded_branches)s上线 %(points)s 分，上限 %(limit)s 分，超出 %(over_by)s 分：本案 %(points_plan)s 分，已批准 %(points_approved)s 分，协调中 %(points_pending)s 分。"

#: preflight/rules/launch_clustering.py
msgid "Points of the week"
msgstr "本周积分"

#: preflight/rules/launch_clustering.py preflight/rules/results_owed.py
#, python-format
msgid "limit %(n)s"
msgstr "上限 %(n)s"

#: preflight/rules/launch_clustering.py
msgid "Of them this plan"
msgstr "其中本案"

#: preflight/rules/launch_clustering.py
msgid "Approved plans"
msgstr "已批准"

#: preflight/rules/launch_clustering.py
msgid "In coordination"
msgstr "协调中"

#: preflight/rules/offer_clash.py
msgid "Apart by"
msgstr "相隔"

#: preflight/rules/offer_clash.py
msgid "Shared channels"
msgstr "共用渠道"

#: preflight/rules/offer_clash.py
msgid "Gap of the offers"
msgstr "优惠差距"

#: preflight/rules/offer_clash.py
msgctxt "gap"
msgid "points"
msgstr "个百分点"

#: preflight/rules/offer_clash.py
#, python-format
msgid "%(own)s against %(other)s"
msgstr "%(own)s 对 %(other)s"

#: preflight/rules/offer_clash.py
msgid "a bound month"
msgstr "每个协议月"

#: preflight/rules/offer_clash.py
msgid "Offer clash"
msgstr "优惠冲突"

#: preflight/rules/offer_clash.py
#, python-format
msgid "%(shared_persons)s customer may take this plan's offer (pay %(pay_own)s, get %(value_own)s) and that of “%(other)s” (pay %(pay_other)s, get %(value_other)s): %(gap_points)s percentage points apart."
msgid_plural "%(shared_persons)s customers may take this plan's offer (pay %(pay_own)s, get %(value_own)s) and that of “%(other)s” (pay %(pay_other)s, get %(value_other)s): %(gap_points)s percentage points apart."
msgstr[0] "%(shared_persons)s 人两边都能办：本案付 %(pay_own)s 得 %(value_own)s，「%(other)s」付 %(pay_other)s 得 %(value_other)s，相差 %(gap_points)s 个百分点。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "%(shared_persons)s customer may take this plan's offer (pay %(paid_own)s over the bound time, get %(value_own)s) and that of “%(other)s” (pay %(paid_other)s over the bound time, get %(value_other)s): %(gap_points)s percentage points apart."
msgid_plural "%(shared_persons)s customers may take this plan's offer (pay %(paid_own)s over the bound time, get %(value_own)s) and that of “%(other)s” (pay %(paid_other)s over the bound time, get %(value_other)s): %(gap_points)s percentage points apart."
msgstr[0] "%(shared_persons)s 人两边都能办：连同协议期内的最低消费，本案共付 %(paid_own)s 得 %(value_own)s，「%(other)s」共付 %(paid_other)s 得 %(value_other)s，相差 %(gap_points)s 个百分点。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "Customers who may take this plan's offer and that of “%(other)s”, both without payment: %(shared_persons)s. They are %(gap_per_month)s CNY per bound month apart."
msgstr "%(shared_persons)s 人两边都能办，本案与「%(other)s」都不用支付，每个协议月相差 %(gap_per_month)s 元。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "Customers who may take this plan's offer (pay %(pay_own)s) and that of “%(other)s” (pay %(pay_other)s): %(shared_persons)s. The tiers are too far apart to compare, so a clash cannot be ruled out."
msgstr "%(shared_persons)s 人两边都能办：本案付 %(pay_own)s，「%(other)s」付 %(pay_other)s。档位相差太大无法对比，不能排除冲突。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "Customers who may take this plan's offer (pay %(pay_own)s) and that of “%(other)s” (pay %(pay_other)s): %(shared_persons)s. It is not said what the customer gets is worth, so a clash cannot be ruled out."
msgstr "%(shared_persons)s 人两边都能办：本案付 %(pay_own)s，「%(other)s」付 %(pay_other)s。未填写客户所得的折算价值，不能排除冲突。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "Customers see this plan's offer and the different one of “%(other)s” side by side. Persons who live where the other offer is shown in public: %(exposed_persons)s."
msgstr "客户会同时看到本案与「%(other)s」的不同优惠：%(exposed_persons)s 人所在地公开展示对方优惠。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "The announced intention “%(other)s” plans for the same product family at the same time."
msgstr "已公布的意向「%(other)s」同期也有同族业务。"

#: preflight/rules/offer_clash.py
msgid "See the other offer"
msgstr "看得到另一优惠"

#: preflight/rules/offer_stacking.py
msgid "Offer stacking"
msgstr "优惠叠加"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms allow it. If all did, it would cost %(cost_if_all)s CNY."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms allow it. If all did, it would cost %(cost_if_all)s CNY."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款允许。若都办理，成本为 %(cost_if_all)s 元。"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms do not say. If all did, it would cost %(cost_if_all)s CNY."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms do not say. If all did, it would cost %(cost_if_all)s CNY."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款未说明。若都办理，成本为 %(cost_if_all)s 元。"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms allow it. What that would cost is not known, because it is not said what the customer gets is worth."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms allow it. What that would cost is not known, because it is not said what the customer gets is worth."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款允许。未填写客户所得的折算价值，成本无法估算。"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms do not say. What that would cost is not known, because it is not said what the customer gets is worth."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms do not say. What that would cost is not known, because it is not said what the customer gets is worth."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款未说明。未填写客户所得的折算价值，成本无法估算。"

#: preflight/rules/offer_stacking.py
msgid "Cost if all take both"
msgstr "全部两边都办的成本"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(n)s each"
msgstr "每人 %(n)s"

#: preflight/rules/opt_out_enrolment.py
msgid "Enrolment without a yes"
msgstr "逆向订购"

#: preflight/rules/opt_out_enrolment.py
#, python-format
msgid "%(persons)s person would be enrolled unless they object; it would charge them %(charge_per_month)s CNY a month."
msgid_plural "%(persons)s persons would be enrolled unless they object; it would charge them %(charge_per_month)s CNY a month."
msgstr[0] "%(persons)s 人不反对就会被开通，每月收费 %(charge_per_month)s 元。"

#: preflight/rules/opt_out_enrolment.py
#, python-format
msgid "%(persons)s person would be enrolled without being asked; it would charge them %(charge_per_month)s CNY a month."
msgid_plural "%(persons)s persons would be enrolled without being asked; it would charge them %(charge_per_month)s CNY a month."
msgstr[0] "%(persons)s 人未经询问就会被开通，每月收费 %(charge_per_month)s 元。"

#: preflight/rules/opt_out_enrolment.py
msgid "They would pay"
msgstr "合计费用"

#: preflight/rules/opt_out_enrolment.py
msgid "a month"
msgstr "每月"

#: preflight/rules/quiet_hours.py
#, python-format
msgid "allowed %(first)s:00–%(last)s:00"
msgstr "允许时段 %(first)s:00–%(last)s:00"

#: preflight/rules/quiet_hours.py
msgid "Quiet hours"
msgstr "免打扰时段"

#: preflight/rules/quiet_hours.py
#, python-format
msgid "The wave of %(day)s on %(channel)s to %(persons)s person begins at %(starts_at)s; customers may be contacted between %(allowed_from)s:00 and %(allowed_until)s:00."
msgid_plural "The wave of %(day)s on %(channel)s to %(persons)s persons begins at %(starts_at)s; customers may be contacted between %(allowed_from)s:00 and %(allowed_until)s:00."
msgstr[0] "%(day)s在%(channel)s的波次（%(persons)s人）%(starts_at)s开始；只能在%(allowed_from)s:00至%(allowed_until)s:00之间触达客户。"

#: preflight/rules/quiet_hours.py
#, python-format
msgid "The wave of %(day)s on %(channel)s to %(persons)s person ends at %(ends_at)s; customers may be contacted between %(allowed_from)s:00 and %(allowed_until)s:00."
msgid_plural "The wave of %(day)s on %(channel)s to %(persons)s persons ends at %(ends_at)s; customers may be contacted between %(allowed_from)s:00 and %(allowed_until)s:00."
msgstr[0] "%(day)s在%(channel)s的波次（%(persons)s人）%(ends_at)s才结束；只能在%(allowed_from)s:00至%(allowed_until)s:00之间触达客户。"

#: preflight/rules/quiet_hours.py
msgid "Begins at"
msgstr "开始时间"

#: preflight/rules/quiet_hours.py
msgid "Ends at"
msgstr "结束时间"

#: preflight/rules/resource_lead_time.py
msgid "Lead time of a resource"
msgstr "资源备货周期"

#: preflight/rules/resource_lead_time.py
#, python-format
msgid "%(short_by)s %(resource)s for %(units)s had to be ordered by %(order_by)s: they take %(lead_days)s working days and are needed by %(needed_by)s."
msgstr "%(units)s所需的 %(short_by)s %(resource)s最迟应在%(order_by)s下单：备货需 %(lead_days)s 个工作日，%(needed_by)s前要到位。"

#: preflight/rules/resource_lead_time.py
#, python-format
msgid "%(short_by)s %(resource)s for %(units)s have to be ordered by %(order_by)s: they take %(lead_days)s working days and are needed by %(needed_by)s."
msgstr "%(units)s所需的 %(short_by)s %(resource)s须在%(order_by)s前下单：备货需 %(lead_days)s 个工作日，%(needed_by)s前要到位。"

#: preflight/rules/resource_lead_time.py
msgid "Lead time"
msgstr "备货周期"

#: preflight/rules/resource_lead_time.py
msgid "working days"
msgstr "个工作日"

#: preflight/rules/resource_lead_time.py
msgid "To order"
msgstr "需订购"

#: preflight/rules/resource_lead_time.py preflight/rules/resource_shortage.py
#, python-format
msgid "of %(n)s asked for"
msgstr "申请 %(n)s"

#: preflight/rules/resource_shortage.py
msgid "Resource shortage"
msgstr "资源短缺"

#: preflight/rules/resource_shortage.py
#, python-format
msgid "%(short_by)s of %(requested)s %(resource)s are missing in %(units)s, after what other plans firmly hold."
msgstr "%(resource)s申请 %(requested)s，扣除其他营销案已锁定的，%(units)s缺 %(short_by)s。"

#: preflight/rules/resource_shortage.py
#, python-format
msgid "%(short_by)s of %(requested)s %(resource)s would be missing in %(units)s if other plans also get what they asked for; %(held_soft)s are asked for there."
msgstr "%(resource)s申请 %(requested)s，若其他营销案也如数得到，%(units)s将缺 %(short_by)s；那里另有申请 %(held_soft)s。"

#: preflight/rules/resource_shortage.py
msgid "Firmly held by others"
msgstr "他案已锁定"

#: preflight/rules/resource_shortage.py
msgid "Asked for by others"
msgstr "他案已申请"

#: preflight/rules/resource_shortage.py
msgid "pieces held or asked for"
msgstr "已占用或已申请的数量"

#: preflight/rules/results_owed.py
msgid "Results owed"
msgstr "后评估拖欠"

#: preflight/rules/results_owed.py
#, python-format
msgid "%(unit)s has %(owed)s plan that ended more than %(limit)s days ago and is not evaluated: %(days)s days by now."
msgid_plural "%(unit)s has %(owed)s plans that ended more than %(limit)s days ago and are not evaluated, the oldest for %(days)s days."
msgstr[0] "%(unit)s有 %(owed)s 个营销案结束超过 %(limit)s 天仍未评估，最久的已 %(days)s 天。"

#: preflight/rules/results_owed.py
msgid "Plans without evaluation"
msgstr "未评估的营销案"

#: preflight/rules/results_owed.py
msgid "Longest since its end"
msgstr "最久已结束"

#: preflight/rules/results_owed.py
msgid "days since the end"
msgstr "结束至今天数"

#: preflight/rules/service_readiness.py
msgid "Service readiness"
msgstr "服务准备度"

#: preflight/rules/service_readiness.py
#, python-format
msgid "Not ready: %(mandatory_items)s must not be missing. The readiness score is %(score)s of at least %(required)s."
msgstr "尚未就绪：%(mandatory_items)s不可缺。准备度 %(score)s 分，至少 %(required)s 分。"

#: preflight/rules/service_readiness.py
#, python-format
msgid "The readiness score is %(score)s of at least %(required)s; still open: %(open_items)s."
msgstr "准备度 %(score)s 分，至少 %(required)s 分；未完成：%(open_items)s。"

#: preflight/rules/service_readiness.py
msgid "Readiness"
msgstr "准备度"

#: preflight/rules/service_readiness.py
msgid "of 100"
msgstr "满分 100"

#: preflight/rules/service_readiness.py
#, python-format
msgid "at least %(n)s"
msgstr "至少 %(n)s"

#: preflight/rules/service_readiness.py
msgid "Still open"
msgstr "未完成"

#: preflight/rules/service_readiness.py
msgid "items"
msgstr "项"

#: preflight/rules/system_freeze.py
msgid "System freeze"
msgstr "封网与出账"

#: preflight/rules/system_freeze.py
#, python-format
msgid "The launch on %(day)s falls on a closed day: %(kinds)s."
msgstr "%(day)s上线，当天为%(kinds)s。"

#: preflight/rules/system_freeze.py
#, python-format
msgid "%(contacts)s contact on %(day)s falls on a closed day: %(kinds)s."
msgid_plural "%(contacts)s contacts on %(day)s fall on a closed day: %(kinds)s."
msgstr[0] "%(day)s有 %(contacts)s 次接触，当天为%(kinds)s。"

#: preflight/rules/system_freeze.py
#, python-format
msgid "The launch and %(contacts)s contact on %(day)s fall on a closed day: %(kinds)s."
msgid_plural "The launch and %(contacts)s contacts on %(day)s fall on a closed day: %(kinds)s."
msgstr[0] "%(day)s上线并有 %(contacts)s 次接触，当天为%(kinds)s。"

#: preflight/shared_facts.py
#, python-format
msgid "%(own)s%% of ours"
msgstr "占本案 %(own)s%%"

#: preflight/shared_facts.py
#, python-format
msgid "%(own)s%% of ours, %(other)s%% of theirs"
msgstr "占本案 %(own)s%%，占对方 %(other)s%%"

#: preflight/shared_facts.py
#, python-format
msgid "this plan %(plan)s, approved %(approved)s, in coordination %(pending)s"
msgstr "本案 %(plan)s，已批准 %(approved)s，协调中 %(pending)s"

#: preflight/shared_facts.py
msgid "Concerned"
msgstr "涉及"

#: preflight/shared_facts.py
msgid "Shared customers"
msgstr "共同客户"

#: preflight/shared_facts.py
msgid "Windows overlap"
msgstr "执行期重叠"

#: preflight/templates/preflight/dates.html
#: preflight/templates/preflight/editor_panels.html
msgid "Better first days"
msgstr "更好的上线日"

#: preflight/templates/preflight/dates.html
#, python-format
msgid "How well each day from %(first)s to %(last)s suits as the first one; taller is better"
msgstr "%(first)s至%(last)s各天作为首日的合适程度，越高越好"

#: preflight/templates/preflight/dates.html
#, python-format
msgid "blocking %(b)s, warnings %(w)s, notices %(n)s"
msgstr "%(b)s 项必须解决，%(w)s 项需关注，%(n)s 项提示"

#: preflight/templates/preflight/dates.html
#, python-format
msgid "Solves or eases: %(solved)s"
msgstr "解决或减轻：%(solved)s"

#: preflight/templates/preflight/dates.html
#, python-format
msgid "New then: %(added)s"
msgstr "会新出现：%(added)s"

#: preflight/templates/preflight/dates.html
msgid "Move the plan here"
msgstr "改到这天"

#: preflight/templates/preflight/dates.html
msgid "No day nearby would be better than the planned one."
msgstr "附近没有比原定更好的日子。"

#: preflight/templates/preflight/dates.html
msgid "The plan may be moved by 0 days: say in its basics by how many it could be."
msgstr "本案可调整天数为 0：如可改期，请先在基本信息中填写可调整天数。"

#: preflight/templates/preflight/dates.html
#, python-format
msgid "Planned, %(day)s: blocking %(b)s, warnings %(w)s, notices %(n)s"
msgstr "原定%(day)s：%(b)s 项必须解决，%(w)s 项需关注，%(n)s 项提示"

#: preflight/templates/preflight/editor_panels.html
msgid "The rules asked for each day of the next weeks."
msgstr "为未来几周的每一天试算各条规则。"

#: preflight/templates/preflight/editor_panels.html
msgid "Find better days"
msgstr "找更好的日期"

#: preflight/templates/preflight/outlook.html
msgid "Not known yet whether this finding would be gone."
msgstr "还不知道这个问题是否会消除。"

#: preflight/templates/preflight/outlook.html
msgid "This finding would be gone."
msgstr "这个问题会消失。"

#: preflight/templates/preflight/outlook.html
msgid "This finding would stand as:"
msgstr "这个问题会减轻为："

#: preflight/templates/preflight/outlook.html
msgid "This finding would still stand."
msgstr "这个问题仍会存在。"

#: preflight/templates/preflight/outlook.html
msgid "Findings before and after"
msgstr "前后的预检问题"

#: preflight/templates/preflight/outlook.html
msgid "after"
msgstr "之后"

#: preflight/templates/preflight/outlook.html
msgid "Not all rules answered in time; the check after applying asks every one."
msgstr "有的规则没来得及检查，应用后会全部检查。"

#: preflight/templates/preflight/panel.html
msgid "Grade"
msgstr "等级"

#: preflight/templates/preflight/panel.html
msgid "A check would find nothing now."
msgstr "现在检查不会发现问题。"

#: preflight/templates/preflight/panel.html
#, python-format
msgid "%(n)s blocking finding of the last check would be gone"
msgid_plural "%(n)s blocking findings of the last check would be gone"
msgstr[0] "上次检查的 %(n)s 项必须解决会消失"

#: preflight/templates/preflight/panel.html
msgid "Not all rules answered in time; the check after submission asks every one."
msgstr "有的规则没来得及检查，提交后会全部检查。"

#: preflight/templates/preflight/panel.html
msgid "A preview of the draft: nothing is recorded, nobody is told."
msgstr "草稿预览：不记录，也不通知任何人。"

#: preflight/unchecked.py
#, python-format
msgid "“%(rule)s” could not be checked, so a finding cannot be ruled out. The check is repeated with the next run."
msgstr "「%(rule)s」没能检查，不能排除有问题。下次检查会再查。"

#: preflight/unchecked.py
#, python-format
msgid "“%(rule)s” could not be checked, so harm to customers cannot be ruled out. The plan waits until it is."
msgstr "「%(rule)s」没能检查，不能排除侵害客户。查清之前营销案须等待。"

#: preflight/unchecked.py
msgid "Not checked"
msgstr "未检查"

#: preflight/weighing.py
msgid "Readiness scores for likelihood 1, 2, 3 and 4"
msgstr "可能性 1、2、3、4 对应的准备度"

#: preflight/weighing.py
msgid "Complaints, as multiples of the median, for likelihood 1 and 3"
msgstr "可能性 1 和 3 对应的投诉倍数（相对中位）"

#: preflight/weighing.py
msgid "Persons below which the impact is 1, 2, 3 and 4"
msgstr "影响 1、2、3、4 对应的人数上限"

#: preflight/weighing.py
msgid "Largest likelihood × impact of the grades A, B and C"
msgstr "A、B、C 级的可能性 × 影响上限"

#: preflight/weighing.py
msgid "Rank points of a province plan"
msgstr "省公司营销案的排序分"

#: preflight/weighing.py
msgid "Most rank points for target value per person"
msgstr "人均目标价值的最高排序分"

#: preflight/weighing.py
msgid "Target value per person that earns all its rank points"
msgstr "得满分的人均目标价值"

#: preflight/weighing.py
msgid "Most rank points for reach"
msgstr "覆盖的最高排序分"

#: preflight/weighing.py
msgid "Persons reached that earn all the rank points of reach"
msgstr "得满分的覆盖人数"

#: preflight/weighing.py
msgid "Most rank points for readiness"
msgstr "准备度的最高排序分"

#: resources/api/serializers.py
msgid "A transfer names the unit it goes to; other movements name none."
msgstr "调拨须写明调入单位，其他变动不写。"

#: resources/api/serializers.py resources/commands/stock.py resources/forms.py
msgid "Choose two different units."
msgstr "请选两个不同的单位。"

#: resources/api/serializers.py
msgid "Only what is issued names a campaign."
msgstr "只有发放才写营销案。"

#: resources/audit_labels.py
msgctxt "audit object"
msgid "Resource"
msgstr "资源"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Resource added"
msgstr "登记资源"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Resource changed"
msgstr "修改资源"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Stock received"
msgstr "入库"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Stock transferred"
msgstr "调拨"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Stock issued"
msgstr "发放"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Stock counted"
msgstr "盘点"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Delivery announced"
msgstr "预告到货"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Delivery changed"
msgstr "修改到货"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Delivery cancelled"
msgstr "取消到货预告"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Receipt taken back"
msgstr "撤回收货登记"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Delivery confirmed"
msgstr "确认到货"

#: resources/audit_labels.py
msgctxt "audit object"
msgid "Benefit"
msgstr "礼品权益"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Benefits checked before giving"
msgstr "发放前核查"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Benefits reserved"
msgstr "礼品权益预留"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Benefits given"
msgstr "礼品权益发放"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Benefits returned"
msgstr "礼品权益退回"

#: resources/audit_labels.py
msgctxt "audit"
msgid "Benefits released"
msgstr "礼品权益预留释放"

#: resources/benefit_forms.py
msgid "Given by"
msgstr "发放单位"

#: resources/benefit_forms.py resources/templates/resources/benefits.html
msgid "Occasion"
msgstr "事由"

#: resources/benefit_forms.py
msgid "Gift from the catalogue"
msgstr "资源目录中的礼品"

#: resources/benefit_forms.py
msgid "not from the catalogue"
msgstr "不在目录中"

#: resources/benefit_forms.py
msgid "Kind of benefit"
msgstr "礼品权益类别"

#: resources/benefit_forms.py
msgid "as the catalogue says"
msgstr "按资源目录"

#: resources/benefit_forms.py
msgid "Value of one (CNY)"
msgstr "单份价值（元）"

#: resources/benefit_forms.py
msgid "Empty: what it costs in the catalogue."
msgstr "不填则按资源目录中的单价。"

#: resources/benefit_forms.py
msgid "Customer numbers or phones, as you have them: one a line, or with commas."
msgstr "客户编号或手机号，手头有什么填什么：一行一个，或用逗号隔开。"

#: resources/benefit_forms.py
msgid "Why those with a warning get it all the same"
msgstr "有提醒的客户为何仍然发放"

#: resources/benefit_forms.py
msgid "Empty: they do not get it."
msgstr "不填则不发给他们。"

#: resources/benefit_forms.py resources/commands/benefits.py
#, python-format
msgid "Name 1 to %(most)s customers at a time."
msgstr "每次填写 1 到 %(most)s 个客户。"

#: resources/benefit_forms.py
msgid "Choose a kind."
msgstr "请选择类别。"

#: resources/benefit_forms.py
msgid "Handed over on"
msgstr "发放日期"

#: resources/benefit_forms.py
msgid "Reason, where one is taken back"
msgstr "收回的原因"

#: resources/commands/arrivals.py
msgid "Somebody has already entered what came."
msgstr "已有人登记了到货。"

#: resources/commands/arrivals.py resources/forms.py
msgid "Say why another quantity came than was announced."
msgstr "到货数量与预告不同，请说明原因。"

#: resources/commands/arrivals.py
msgid "Only what was entered today can be taken back. Enter a count."
msgstr "只能撤回当天登记的收货。请改用盘点。"

#: resources/commands/arrivals.py
msgid "The pieces have left the stock already. Enter a count."
msgstr "这些物资已不在库中。请改用盘点。"

#: resources/commands/arrivals.py
msgid "Say why; the reason stays on record."
msgstr "请写明原因，原因会留存。"

#: resources/commands/benefit_steps.py
msgctxt "benefit step"
msgid "Handed over"
msgstr "已发放"

#: resources/commands/benefit_steps.py
msgctxt "benefit step"
msgid "Release"
msgstr "释放预留"

#: resources/commands/benefit_steps.py
msgctxt "benefit step"
msgid "Came back"
msgstr "已退回"

#: resources/commands/benefit_steps.py
msgid "This day is still to come."
msgstr "这一天还没到。"

#: resources/commands/benefit_steps.py
msgid "Choose at least one line."
msgstr "请至少选择一行。"

#: resources/commands/benefit_steps.py
msgid "Say why in 2 to 200 characters."
msgstr "请用 2 到 200 个字说明原因。"

#: resources/commands/benefit_steps.py
msgid "One of these is not there for you."
msgstr "其中有你看不到的记录。"

#: resources/commands/benefit_steps.py
#, python-format
msgid "One of these is not %(state)s any more. Look at the list again."
msgstr "其中有的已不是%(state)s状态，请刷新列表再看。"

#: resources/commands/benefits.py
msgid "What is given already was not given in the future."
msgstr "已经发放的，日期不能晚于今天。"

#: resources/commands/benefits.py
msgid "Choose what kind of benefit it is."
msgstr "请选择礼品权益类别。"

#: resources/commands/benefits.py
msgid "Choose an occasion."
msgstr "请选择事由。"

#: resources/commands/benefits.py
msgid "A value is not below 0."
msgstr "价值不小于 0。"

#: resources/commands/benefits.py
msgid "The day lies within a year of today."
msgstr "日期须在今天前后一年以内。"

#: resources/commands/catalogue.py resources/forms.py
msgid "This word cannot be a code. Choose another one."
msgstr "这个词不能作编码，请换一个。"

#: resources/commands/stock.py
msgid "Name the plan it goes to, or say why it is handed out; that stays on record."
msgstr "请选择领用的营销案，或写明发放原因；原因会留存。"

#: resources/commands/stock.py
msgid "Say why; the reason stays with the movement."
msgstr "请写明原因，原因随变动保存。"

#: resources/enums.py
msgid "printed material"
msgstr "宣传物料"

#: resources/enums.py
msgid "media slot"
msgstr "宣传位"

#: resources/enums.py
msgid "service benefit"
msgstr "服务权益"

#: resources/enums.py
msgid "staff capacity"
msgstr "人员产能"

#: resources/enums.py
msgid "system capacity"
msgstr "系统产能"

#: resources/enums.py
msgid "soft"
msgstr "预占"

#: resources/enums.py
msgid "hard"
msgstr "锁定"

#: resources/enums.py
msgid "active"
msgstr "有效"

#: resources/enums.py
msgid "used"
msgstr "已使用"

#: resources/enums.py
msgid "freed"
msgstr "已释放"

#: resources/enums.py
msgid "received"
msgstr "入库"

#: resources/enums.py
msgid "issued"
msgstr "发放"

#: resources/enums.py
msgid "transferred in"
msgstr "调入"

#: resources/enums.py
msgid "transferred out"
msgstr "调出"

#: resources/enums.py
msgid "corrected by a count"
msgstr "盘点更正"

#: resources/enums.py
msgctxt "benefit"
msgid "reserved"
msgstr "已预留"

#: resources/enums.py
msgctxt "benefit"
msgid "given"
msgstr "已发放"

#: resources/enums.py
msgctxt "benefit"
msgid "returned"
msgstr "已退回"

#: resources/enums.py
msgctxt "benefit"
msgid "released"
msgstr "已释放"

#: resources/enums.py
msgctxt "likeness"
msgid "same occasion"
msgstr "同一事由"

#: resources/enums.py
msgctxt "likeness"
msgid "same gift"
msgstr "同一礼品"

#: resources/enums.py
msgctxt "likeness"
msgid "same kind of benefit"
msgstr "同类礼品权益"

#: resources/forms.py
msgid "Measure"
msgstr "计量单位"

#: resources/forms.py
msgid "Cost of one (CNY)"
msgstr "单价（元）"

#: resources/forms.py
msgid "Lead time (working days)"
msgstr "提前期（工作日）"

#: resources/forms.py
msgid "Kept by"
msgstr "保管单位"

#
#: resources/forms.py
msgid "For the customer it is"
msgstr "对客户而言属于"

#: resources/forms.py
msgid "Lower-case letters, digits and hyphens; it never changes."
msgstr "小写字母、数字和连字符，以后不能改。"

#: resources/forms.py
msgid "choose"
msgstr "请选择"

#: resources/forms.py
msgctxt "unit"
msgid "From"
msgstr "调出"

#: resources/forms.py
msgctxt "unit"
msgid "To"
msgstr "调入"

#: resources/forms.py
msgid "For the campaign"
msgstr "用于营销案"

#: resources/forms.py
msgid "What it holds here is handed out; without a plan, what is free."
msgstr "从该营销案在此锁定的数量中发放；不选营销案则从可用数量中发放。"

#: resources/forms.py
msgid "No plan with this code holds any of it."
msgstr "没有以此编号锁定该资源的营销案。"

#: resources/forms.py
msgid "Needed where no plan is named."
msgstr "未选营销案时必填。"

#: resources/forms.py
msgid "none: from what is free"
msgstr "不指定：从可用数量发放"

#: resources/forms.py
msgid "Counted"
msgstr "实盘数量"

#: resources/forms.py
msgid "For example: yearly count, water damage."
msgstr "例如：年度盘点、水浸。"

#: resources/forms.py
msgid "Pieces that plans hold are lost"
msgstr "营销案锁定的物资有损失"

#: resources/forms.py
msgid "Who answers for those plans is told what they lack."
msgstr "会通知相关营销案的策划和负责人缺多少。"

#: resources/forms.py
msgid "Expected on"
msgstr "预计到货"

#: resources/forms.py
msgid "The supplier confirmed the day"
msgstr "供应商已确认日期"

#: resources/forms.py
msgid "Only then plans may count on it."
msgstr "确认后营销案才能计入。"

#: resources/forms.py
msgid "Only what is short"
msgstr "只看短缺的"

#: resources/guards.py
msgid "A delivery is announced at most two years ahead. Look at the year."
msgstr "到货最多预告到两年以后。请检查年份。"

#: resources/guards.py
#, python-format
msgid "A unit holds at most %(most)s of one thing."
msgstr "一个单位同一资源最多 %(most)s。"

#: resources/guards.py
#, python-format
msgid "Only %(free)s of it are in stock here."
msgstr "这里只有 %(free)s。"

#: resources/guards.py
#, python-format
msgid "Only %(free)s of it are free here; the rest is held by %(holders)s."
msgstr "这里只有 %(free)s 可用，其余由 %(holders)s 锁定。"

#: resources/guards.py
#, python-format
msgid "%(held)s of it are held by %(holders)s. If so few are really there, say that held pieces are lost; those plans are told."
msgstr "其中 %(held)s 由 %(holders)s 锁定。如果实际确实只有这些，请勾选“营销案锁定的物资有损失”，系统会通知这些营销案。"

#: resources/guards.py resources/reservations.py
#, python-format
msgid "The plan holds %(held)s of it here."
msgstr "本案在这里锁定 %(held)s。"

#: resources/guards.py
msgid "This plan is not approved yet: nothing is held for it."
msgstr "这个营销案还没有获批，没有为它锁定物资。"

#: resources/guards.py
msgid "This plan has received all that it held here."
msgstr "这个营销案在此锁定的物资已全部领完。"

#: resources/guards.py
msgid "No plan with this code holds any of it here."
msgstr "没有以此编号在此锁定该资源的营销案。"

#: resources/guards.py
#, python-format
msgid "%(campaign)s (%(pieces)s)"
msgstr "%(campaign)s（%(pieces)s）"

#: resources/kinds.py
msgid "Materials, gifts, media slots, benefits and capacity that plans may ask for."
msgstr "营销案可以申请的物料、礼品、宣传位、服务权益和能力"

#: resources/kinds.py
msgid "What a plan asks for is held for it; the keeper then receives stock."
msgstr "营销案申请的资源会为其预留；入库由资源管理员登记。"

#: resources/menu.py resources/templates/resources/benefit_tabs.html
#: resources/templates/resources/benefits.html
#: resources/templates/resources/give.html
msgid "Benefits"
msgstr "礼品权益"

#: resources/models.py
msgid "What one of it is called: sheet, box, hour."
msgstr "一件叫什么：张、盒、小时。"

#: resources/models.py
msgid "Working days from order to arrival."
msgstr "从下单到到货的工作日数。"

#: resources/models.py
msgid "What the customer gets; decides how soon they may get another."
msgstr "客户得到的是什么；决定多久以后可以再得一份。"

#: resources/models.py
msgid "Hard reservations."
msgstr "已锁定数量。"

#: resources/models.py
msgid "The supplier confirmed the day."
msgstr "供应商已确认日期。"

#: resources/models.py
msgid "What really came."
msgstr "实际到货数量。"

#: resources/models.py
msgid "Why another quantity came than was announced."
msgstr "到货数量与预告不同的原因。"

#: resources/notices.py
#, python-format
msgid "%(quantity)s × %(resource)s are to arrive in %(unit)s on %(day)s. Confirm them when they are there."
msgstr "%(resource)s × %(quantity)s 将于%(day)s到%(unit)s，到货后请确认。"

#: resources/notices.py
#, python-format
msgid "%(unit)s received %(received)s × %(resource)s instead of %(quantity)s: %(note)s"
msgstr "%(unit)s收到 %(resource)s × %(received)s，应为 %(quantity)s：%(note)s"

#: resources/notices.py
#, python-format
msgid "The delivery of %(quantity)s × %(resource)s to %(unit)s on %(day)s will not come."
msgstr "原定%(day)s送达%(unit)s的 %(resource)s %(quantity)s 已取消。"

#: resources/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a delivery comes later or smaller than it counted on."
msgstr "%(campaign)s「%(name)s」到 %(by)s 在%(unit)s缺 %(missing)s %(resource)s：所依靠的到货推迟或减少。"

#: resources/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: fewer came than were announced."
msgstr "%(campaign)s「%(name)s」到 %(by)s 在%(unit)s缺 %(missing)s %(resource)s：实到少于预告。"

#: resources/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a delivery that it counted on will not come."
msgstr "%(campaign)s「%(name)s」到 %(by)s 在%(unit)s缺 %(missing)s %(resource)s：所依靠的到货已取消。"

#: resources/notices.py
#, python-format
msgid "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a count found fewer than it holds."
msgstr "%(campaign)s「%(name)s」到 %(by)s 在%(unit)s缺 %(missing)s %(resource)s：盘点结果少于锁定数量。"

#: resources/policies.py
msgid "is stopped"
msgstr "拦下"

#: resources/policies.py
msgid "is warned of"
msgstr "提醒"

#: resources/policies.py
msgid "Days around a benefit within which the same occasion counts as one"
msgstr "同一事由前后多少天以内算同一次"

#: resources/policies.py
msgid "Days between two terminals for one person"
msgstr "同一人两次获赠终端的间隔天数"

#: resources/policies.py
msgid "Days between two gifts for one person"
msgstr "同一人两次获赠礼品的间隔天数"

#: resources/policies.py
msgid "Days between two credits or vouchers for one person"
msgstr "同一人两次获赠话费或代金券的间隔天数"

#: resources/policies.py
msgid "Days between two service benefits for one person"
msgstr "同一人两次获赠服务权益的间隔天数"

#: resources/policies.py
msgid "A second benefit for the same occasion"
msgstr "同一事由第二份"

#: resources/policies.py
msgid "The same gift again within the window of its kind"
msgstr "同类间隔天数内再送同一礼品"

#: resources/policies.py
msgid "A second terminal within the window"
msgstr "间隔天数内第二台终端"

#: resources/policies.py
msgid "A second gift within the window"
msgstr "间隔天数内第二份礼品"

#: resources/policies.py
msgid "A second credit or voucher within the window"
msgstr "间隔天数内第二份话费或代金券"

#: resources/policies.py
msgid "A second service benefit within the window"
msgstr "间隔天数内第二份服务权益"

#: resources/policies.py
msgid "days"
msgstr "天"

#: resources/reservations.py
#, python-format
msgid "%(resource)s in %(unit)s: %(free)s are left, %(short)s are missing."
msgstr "%(unit)s的%(resource)s：剩 %(free)s，缺 %(short)s。"

#: resources/reservations.py
#, python-format
msgid "Only %(left)s are in stock here."
msgstr "这里只剩 %(left)s。"

#: resources/templates/resources/act.html
msgid "Stock by unit"
msgstr "各处库存"

#: resources/templates/resources/act.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "On hand"
msgstr "现有"

#: resources/templates/resources/act.html
msgid "Held"
msgstr "锁定"

#: resources/templates/resources/act.html
#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "Free"
msgstr "可用"

#: resources/templates/resources/act.html
#: resources/templates/resources/detail.html
msgid "Nothing was received yet."
msgstr "还没有入库。"

#: resources/templates/resources/arrival.html
msgid "Change a delivery"
msgstr "修改到货"

#: resources/templates/resources/arrival.html
#: resources/templates/resources/arrivals.html
#: resources/templates/resources/confirm.html
#: resources/templates/resources/tabs.html
msgid "Deliveries"
msgstr "到货"

#: resources/templates/resources/arrival.html
#, python-format
msgid "Delivery of %(resource)s to %(unit)s"
msgstr "%(resource)s到%(unit)s的到货"

#: resources/templates/resources/arrival.html
#: resources/templates/resources/confirm.html
#, python-format
msgid "%(pieces)s were received: %(at)s."
msgstr "已收到 %(pieces)s：%(at)s。"

#: resources/templates/resources/arrival.html
msgid "It will not come"
msgstr "不会到货了"

#: resources/templates/resources/arrival.html
msgid "The announcement is taken back; the unit and the plans that count on it are told."
msgstr "撤回这次预告，并通知收货单位和依靠它的营销案。"

#: resources/templates/resources/arrival.html
msgid "Cancel the delivery"
msgstr "取消这次到货"

#: resources/templates/resources/arrivals.html
msgid "On their way to the units; the unit says what came"
msgstr "在途物料，由收货单位确认"

#: resources/templates/resources/arrivals.html
msgid "Due"
msgstr "到期"

#: resources/templates/resources/arrivals.html
msgid "Nothing is due. Everything that should be there has been confirmed."
msgstr "没有到期的，应到的都已确认。"

#: resources/templates/resources/arrivals.html
msgid "Still to come"
msgstr "未到期"

#: resources/templates/resources/arrivals.html
msgid "No delivery is announced."
msgstr "没有预告到货。"

#: resources/templates/resources/arrivals.html
msgid "Came last"
msgstr "最近到货"

#: resources/templates/resources/arrivals.html
msgid "Announced"
msgstr "预告"

#: resources/templates/resources/benefit_tabs.html
msgctxt "benefit"
msgid "Give"
msgstr "发放"

#: resources/templates/resources/benefit_tabs.html
#: resources/templates/resources/benefits.html
#: resources/templates/resources/give_result.html
msgid "Promised and given"
msgstr "预留与发放记录"

#: resources/templates/resources/benefits.html
msgid "By your units, the newest first"
msgstr "本单位的记录，最新在前"

#: resources/templates/resources/benefits.html
msgid "Choose"
msgstr "选择"

#: resources/templates/resources/benefits.html
#: resources/templates/resources/give_result.html
msgid "Customer"
msgstr "客户"

#: resources/templates/resources/benefits.html
msgid "Benefit"
msgstr "礼品权益"

#: resources/templates/resources/benefits.html
msgid "Nothing on record"
msgstr "还没有记录"

#: resources/templates/resources/benefits.html
msgid "What your units promise or give to customers stands here."
msgstr "本单位为客户预留或发放的礼品权益都列在这里。"

#: resources/templates/resources/benefits.html
#: resources/templates/resources/give.html
msgid "Give a benefit"
msgstr "发放礼品权益"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s resource"
msgid_plural "%(n)s resources"
msgstr[0] "%(n)s 种资源"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s unit"
msgid_plural "%(n)s units"
msgstr[0] "%(n)s 个单位"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s place is short"
msgid_plural "%(n)s places are short"
msgstr[0] "%(n)s 处短缺"

#: resources/templates/resources/board.html
#: resources/templates/resources/edit.html
msgid "New resource"
msgstr "新建资源"

#: resources/templates/resources/board.html
msgid "Due, not yet received"
msgstr "到期未收"

#: resources/templates/resources/board.html
msgid "All deliveries"
msgstr "全部到货"

#: resources/templates/resources/board.html
#: resources/templates/resources/tabs.html
msgid "Board"
msgstr "看板"

#: resources/templates/resources/board.html
msgid "Free pieces of each resource in each unit"
msgstr "各单位各资源的可用数量"

#: resources/templates/resources/board.html
msgid "free"
msgstr "可用"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s on hand"
msgstr "现有 %(n)s"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s held"
msgstr "锁定 %(n)s"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s asked for"
msgstr "申请 %(n)s"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s arriving"
msgstr "在途 %(n)s"

#: resources/templates/resources/board.html
#, python-format
msgid "%(n)s not confirmed"
msgstr "未确认 %(n)s"

#: resources/templates/resources/board.html
msgid "none kept here"
msgstr "这里不存放"

#: resources/templates/resources/board.html
msgid "held by approved plans"
msgstr "已批准营销案锁定"

#: resources/templates/resources/board.html
msgid "asked for by plans not yet approved"
msgstr "未批准营销案申请"

#: resources/templates/resources/board.html
msgid "on hand"
msgstr "现有"

#: resources/templates/resources/board.html
msgid "arriving, day confirmed"
msgstr "在途（日期已确认）"

#: resources/templates/resources/board.html
msgid "Short: what plans need by a day is more than what is in stock and arrives by then."
msgstr "短缺：营销案届时所需多于现有和届时到货。"

#: resources/templates/resources/board.html
msgid "Nothing matches this filter"
msgstr "没有符合条件的"

#: resources/templates/resources/board.html
msgid "No stock yet"
msgstr "还没有库存"

#: resources/templates/resources/board.html
msgid "Leaflets, gifts, media slots and staff hours are entered here, so that checks can find what is short."
msgstr "宣传单、礼品、宣传位和人员工时在这里登记，预检才能算出缺口。"

#: resources/templates/resources/confirm.html
msgid "What came"
msgstr "实收"

#: resources/templates/resources/confirm.html
#, python-format
msgid "What came: %(resource)s"
msgstr "实收：%(resource)s"

#: resources/templates/resources/confirm.html
#, python-format
msgid "%(pieces)s announced for %(unit)s on %(day)s"
msgstr "%(day)s预告到%(unit)s %(pieces)s"

#: resources/templates/resources/confirm.html
msgid "Entered by mistake?"
msgstr "登记错了？"

#: resources/templates/resources/confirm.html
msgid "Until the end of the day it can be taken back; both entries stay on record."
msgstr "当天之内可以撤回，两次登记都会留痕。"

#: resources/templates/resources/confirm.html
msgid "Take back"
msgstr "撤回登记"

#: resources/templates/resources/confirm.html
msgid "Needed when another number came than was announced."
msgstr "数量与预告不同时必填。"

#: resources/templates/resources/detail.html
#, python-format
msgid "%(cost)s each"
msgstr "单价 %(cost)s"

#: resources/templates/resources/detail.html
#, python-format
msgid "lead time %(n)s working day"
msgid_plural "lead time %(n)s working days"
msgstr[0] "提前期 %(n)s 个工作日"

#: resources/templates/resources/detail.html
#, python-format
msgid "kept by %(unit)s"
msgstr "由%(unit)s保管"

#: resources/templates/resources/detail.html resources/views/act.py
msgctxt "stock"
msgid "Receive"
msgstr "入库"

#: resources/templates/resources/detail.html resources/views/act.py
msgctxt "stock"
msgid "Transfer"
msgstr "调拨"

#: resources/templates/resources/detail.html resources/views/act.py
msgctxt "stock"
msgid "Issue"
msgstr "发放"

#: resources/templates/resources/detail.html resources/views/act.py
msgctxt "stock"
msgid "Announce a delivery"
msgstr "预告到货"

#: resources/templates/resources/detail.html resources/views/act.py
msgctxt "stock"
msgid "Count"
msgstr "盘点"

#: resources/templates/resources/detail.html
#: resources/templates/resources/edit.html
msgid "Change"
msgstr "修改"

#: resources/templates/resources/detail.html
msgid "Stock"
msgstr "库存"

#: resources/templates/resources/detail.html
#, python-format
msgid "counted in %(measure)s"
msgstr "以%(measure)s计"

#: resources/templates/resources/detail.html
msgid "Held firmly"
msgstr "锁定"

#: resources/templates/resources/detail.html
msgid "Asked for"
msgstr "申请"

#: resources/templates/resources/detail.html
#: resources/templates/resources/materials.html
msgid "Arriving"
msgstr "在途"

#: resources/templates/resources/detail.html
msgid "Not confirmed"
msgstr "未确认"

#: resources/templates/resources/detail.html
msgid "Together"
msgstr "合计"

#: resources/templates/resources/detail.html
msgid "On its way"
msgstr "在途"

#: resources/templates/resources/detail.html
msgid "Held by campaigns"
msgstr "营销案占用"

#: resources/templates/resources/detail.html
msgid "Reservation"
msgstr "占用"

#: resources/templates/resources/detail.html
msgid "Back-order"
msgstr "欠补"

#: resources/templates/resources/detail.html
msgid "held firmly"
msgstr "锁定"

#: resources/templates/resources/detail.html
msgid "asked for"
msgstr "申请"

#: resources/templates/resources/detail.html
msgid "No campaign holds any of it."
msgstr "没有营销案占用。"

#: resources/templates/resources/detail.html
msgid "Movements"
msgstr "变动"

#: resources/templates/resources/detail.html
msgid "newest first; nothing is ever changed here"
msgstr "最新在前；只追加，不修改"

#: resources/templates/resources/detail.html
msgid "Movement"
msgstr "变动"

#: resources/templates/resources/detail.html
msgid "Pieces"
msgstr "数量"

#: resources/templates/resources/detail.html
msgctxt "movement"
msgid "By"
msgstr "经办人"

#: resources/templates/resources/detail.html
msgid "at the launch"
msgstr "上线时"

#: resources/templates/resources/detail.html
#, python-format
msgid "%(n)s row"
msgid_plural "%(n)s rows"
msgstr[0] "%(n)s 行"

#: resources/templates/resources/detail.html
msgid "Newest"
msgstr "最新"

#: resources/templates/resources/detail.html
msgid "Older"
msgstr "更早"

#: resources/templates/resources/detail.html
msgid "Nothing has moved yet."
msgstr "还没有变动。"

#: resources/templates/resources/due.html
#, python-format
msgid "expected on %(day)s"
msgstr "预计%(day)s"

#: resources/templates/resources/due.html
msgid "expected today"
msgstr "预计今天"

#: resources/templates/resources/due.html
msgid "day not confirmed"
msgstr "日期未确认"

#: resources/templates/resources/due.html
#, python-format
msgid "Received %(pieces)s"
msgstr "收到 %(pieces)s"

#: resources/templates/resources/due.html
msgid "It is here already"
msgstr "已经到了"

#: resources/templates/resources/due.html
#, python-format
msgid "Change the delivery of %(resource)s"
msgstr "修改%(resource)s的到货"

#: resources/templates/resources/edit.html
msgid "What plans may ask for"
msgstr "营销案可以申请的资源"

#: resources/templates/resources/give.html
msgid "One person, one occasion, one gift: checked over all departments"
msgstr "一人、一事、一礼：跨部门统一核查"

#: resources/templates/resources/give.html
msgctxt "benefit"
msgid "Check"
msgstr "核查"

#: resources/templates/resources/give_result.html
msgid "What the check says"
msgstr "核查结果"

#: resources/templates/resources/give_result.html
msgid "Nothing similar"
msgstr "无同类记录"

#: resources/templates/resources/give_result.html
msgid "Warned of"
msgstr "需提醒"

#: resources/templates/resources/give_result.html
msgctxt "benefit"
msgid "Stopped"
msgstr "已拦下"

#: resources/templates/resources/give_result.html
msgctxt "money"
msgid "Saved"
msgstr "节省"

#: resources/templates/resources/give_result.html
msgid "value unknown"
msgstr "价值未知"

#: resources/templates/resources/give_result.html
#, python-format
msgid "%(n)s number is unknown:"
msgid_plural "%(n)s numbers are unknown:"
msgstr[0] "%(n)s 个号码查不到："

#: resources/templates/resources/give_result.html
msgid "Several persons have this phone; give the customer number of the one who is meant:"
msgstr "以下手机号对应多个人，请改填其中一人的客户编号："

#: resources/templates/resources/give_result.html
msgid "These are organisations; name the person who gets it:"
msgstr "以下是集团，请填写实际领取的人："

#: resources/templates/resources/give_result.html
#, python-format
msgid "%(n)s number names a person again and counts once."
msgid_plural "%(n)s numbers name persons again and count once."
msgstr[0] "%(n)s 个号码与名单中其他号码是同一个人，只算一次。"

#: resources/templates/resources/give_result.html
msgid "Who has something similar"
msgstr "已有同类礼品权益的客户"

#: resources/templates/resources/give_result.html
msgid "Verdict"
msgstr "结论"

#: resources/templates/resources/give_result.html
msgid "Already promised or given"
msgstr "已预留或已发放"

#: resources/templates/resources/give_result.html
msgctxt "benefit"
msgid "stopped"
msgstr "拦下"

#: resources/templates/resources/give_result.html
msgid "warned of"
msgstr "提醒"

#: resources/templates/resources/give_result.html
msgid "promised all the same"
msgstr "仍然预留"

#: resources/templates/resources/give_result.html
msgid "Reserve for those who may get it"
msgstr "为可发放的客户预留"

#: resources/templates/resources/give_result.html
msgid "It was handed over already"
msgstr "已经当面发放"

#: resources/templates/resources/materials.html
#, python-format
msgid "%(n)s delivery to confirm"
msgid_plural "%(n)s deliveries to confirm"
msgstr[0] "%(n)s 批到货待确认"

#: resources/templates/resources/materials.html
msgid "To confirm"
msgstr "待确认"

#: resources/templates/resources/materials.html
msgid "Stock here"
msgstr "本处库存"

#: resources/templates/resources/materials.html
msgid "Held for campaigns"
msgstr "为营销案锁定"

#: resources/templates/resources/materials.html
msgid "No stock here yet"
msgstr "这里还没有物料"

#: resources/templates/resources/materials.html
msgid "What the company sends to your branch appears here; you confirm it when it has come."
msgstr "公司发到你分公司的物料会出现在这里，到货后请确认。"

#: resources/templates/resources/shortage.html
#, python-format
msgid "%(pieces)s short from %(day)s, at most %(most)s on %(worst)s"
msgstr "%(day)s起缺 %(pieces)s，最多缺 %(most)s（%(worst)s）"

#: resources/templates/resources/shortage.html
#, python-format
msgid "%(pieces)s short from %(day)s"
msgstr "%(day)s起缺 %(pieces)s"

#: resources/views/act.py
msgid "Pieces that came without having been announced."
msgstr "未经预告到货的数量。"

#: resources/views/act.py
msgid "Received. The stock and the board count with it."
msgstr "已入库，库存和看板已更新。"

#: resources/views/act.py
msgid "From one unit to another; what plans hold stays where it is."
msgstr "从一个单位到另一个单位；营销案锁定的不动。"

#: resources/views/act.py
msgid "Transferred. Both units' stock is changed."
msgstr "已调拨，两边库存已更新。"

#: resources/views/act.py
msgid "Handed out, for a campaign or otherwise."
msgstr "为营销案或其他用途发放。"

#: resources/views/act.py
msgid "Issued."
msgstr "已发放。"

#: resources/views/act.py
msgid "Counted stock. The difference is kept as a movement of its own."
msgstr "实际存量；差额另记一条变动。"

#: resources/views/act.py
msgid "The count is entered."
msgstr "盘点已录入。"

#: resources/views/act.py
msgid "On its way to a unit, which then says what came."
msgstr "发往某单位，由该单位确认实收。"

#: resources/views/act.py
msgid "Announced. The unit has been told, and confirms it when it is there."
msgstr "已预告并通知收货单位，到货后由其确认。"

#: resources/views/act.py
#, python-format
msgid "%(plan)s: %(missing)s by %(day)s"
msgstr "%(plan)s：%(day)s缺 %(missing)s"

#: resources/views/act.py
#, python-format
msgid "Approved plans lack some of it now: %(plans)s. They have been told."
msgstr "以下已获批的营销案现在缺物资：%(plans)s。已通知其策划和负责人。"

#: resources/views/arrivals.py
msgid "Taken back. The delivery is on its way again."
msgstr "已撤回。这批货重新列为在途。"

#: resources/views/arrivals.py
#, python-format
msgid "%(pieces)s × %(resource)s received in %(unit)s."
msgstr "%(unit)s收到 %(resource)s × %(pieces)s。"

#: resources/views/arrivals.py
msgid "The delivery is cancelled; the unit has been told."
msgstr "已取消，并通知了收货单位。"

#: resources/views/arrivals.py
msgid "The delivery was changed."
msgstr "到货已修改。"

#: resources/views/benefits.py
#, python-format
msgid "%(count)s benefit is on record."
msgid_plural "%(count)s benefits are on record."
msgstr[0] "已登记 %(count)s 份礼品权益。"

#: resources/views/benefits.py
msgid "unit not told"
msgstr "单位未说明"

#: resources/views/benefits.py
msgid "Choose what became of them."
msgstr "请选择后来的情况。"

#: resources/views/benefits.py
#, python-format
msgid "%(count)s line changed."
msgid_plural "%(count)s lines changed."
msgstr[0] "已更新 %(count)s 行。"

#: resources/views/edit.py
#, python-format
msgid "%(resource)s was added. Receive the first pieces, or announce a delivery."
msgstr "已新建%(resource)s。请登记入库或预告到货。"

#: resources/views/edit.py
#, python-format
msgid "%(resource)s was saved."
msgstr "%(resource)s已保存。"

#: calendars/templates/calendars/agenda.html
#, python-format
msgid "%(n)s campaign of these weeks is over"
msgid_plural "%(n)s campaigns of these weeks are over"
msgstr[0] "这段时间内另有 %(n)s 个营销案已经结束"

#: calendars/templates/calendars/feeds.html
msgid "The address in use now stops working at once. Enter the new one in every calendar that pulls this subscription."
msgstr "现用地址立即失效。请在每个订阅了它的日历中换成新地址。"

#: calendars/templates/calendars/feeds.html
msgid "The address stops working at once and cannot be brought back. Calendars that pull it get nothing any more."
msgstr "地址立即失效，且不能恢复。订阅了它的日历不再收到任何内容。"

#: campaigns/enums.py
msgctxt "target"
msgid "Amount recharged, yuan"
msgstr "充值金额（元）"

#: campaigns/enums.py
msgctxt "target"
msgid "Revenue, yuan"
msgstr "收入（元）"

#: campaigns/models/version.py
msgid "Value of what is got, in yuan."
msgstr "所得折合金额（元）。"

#: campaigns/models/version.py
msgid "Yuan per bound month."
msgstr "每个协议月的金额（元）。"

#: campaigns/policies.py preflight/weighing.py
msgid "yuan"
msgstr "元"

#: campaigns/templates/campaigns/edit/basics.html
msgid "Budget, yuan"
msgstr "预算（元）"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Pay, yuan"
msgstr "支付（元）"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "Worth, yuan"
msgstr "折合（元）"

#: campaigns/templates/campaigns/edit/offer_row.html
msgid "At least a month, yuan"
msgstr "月最低消费（元）"

#: campaigns/views/editor/sections.py
msgid "amounts in yuan"
msgstr "金额单位为元"

#: channels/commands.py
#, python-format
msgid "Choose at least one cell, and at most %(most)s at once."
msgstr "请至少选择一格，一次最多 %(most)s 格。"

#: channels/forms.py
msgid "Monthly fee (yuan)"
msgstr "月费（元）"

#: channels/forms.py
msgid "Some of these cells are no longer there. Choose again."
msgstr "其中有的格已不存在，请重新选择。"

#: channels/templates/channels/matrix.html
msgid "Done"
msgstr "完成"

#: channels/templates/channels/matrix.html
msgid "Change several"
msgstr "批量修改"

#: channels/templates/channels/matrix.html
msgid "Set the chosen cells"
msgstr "设置所选格"

#: channels/templates/channels/matrix.html
msgid "Arrows move, the space bar chooses, Shift with arrows or a click chooses a block, Shift+Space the row, Ctrl+Space the column, Esc none. Enter goes to the fit, Tab out of the table."
msgstr "方向键移动，空格选择，Shift＋方向键或点击选择一片，Shift＋空格选整行，Ctrl＋空格选整列，Esc 取消选择，Enter 转到适配，Tab 离开表格。"

#: channels/views/matrix.py
#, python-format
msgid "%(n)s rule is now: %(fit)s. The next checks use it."
msgid_plural "%(n)s rules are now: %(fit)s. The next checks use them."
msgstr[0] "%(n)s 条规则现为：%(fit)s。下次检查按它计算。"

#: customers/audit_labels.py
msgctxt "audit"
msgid "Asked for by a list of phones"
msgstr "按一批手机号查询"

#: customers/filter_fields.py customers/imports/mapping.py
msgid "Average monthly spend (yuan)"
msgstr "月均消费（元）"

#: customers/models/customer.py
msgid "Yuan per month"
msgstr "元/月"

#: findings/effects.py
#, python-format
msgid "The customer gets %(after)s in the place of %(before)s yuan."
msgstr "客户得到 %(after)s 元，原为 %(before)s 元。"

#: preflight/rules/offer_clash.py
#, python-format
msgid "Customers who may take this plan's offer and that of “%(other)s”, both without payment: %(shared_persons)s. They are %(gap_per_month)s yuan per bound month apart."
msgstr "%(shared_persons)s 人两边都能办，本案与「%(other)s」都不用支付，每个协议月相差 %(gap_per_month)s 元。"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms allow it. If all did, it would cost %(cost_if_all)s yuan."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms allow it. If all did, it would cost %(cost_if_all)s yuan."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款允许。若都办理，成本为 %(cost_if_all)s 元。"

#: preflight/rules/offer_stacking.py
#, python-format
msgid "%(shared_persons)s person may take this offer and that of “%(other)s” together: the terms do not say. If all did, it would cost %(cost_if_all)s yuan."
msgid_plural "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the terms do not say. If all did, it would cost %(cost_if_all)s yuan."
msgstr[0] "%(shared_persons)s 人可同时办理本案与「%(other)s」：条款未说明。若都办理，成本为 %(cost_if_all)s 元。"

#: preflight/rules/opt_out_enrolment.py
#, python-format
msgid "%(persons)s person would be enrolled unless they object; it would charge them %(charge_per_month)s yuan a month."
msgid_plural "%(persons)s persons would be enrolled unless they object; it would charge them %(charge_per_month)s yuan a month."
msgstr[0] "%(persons)s 人不反对就会被开通，每月收费 %(charge_per_month)s 元。"

#: preflight/rules/opt_out_enrolment.py
#, python-format
msgid "%(persons)s person would be enrolled without being asked; it would charge them %(charge_per_month)s yuan a month."
msgid_plural "%(persons)s persons would be enrolled without being asked; it would charge them %(charge_per_month)s yuan a month."
msgstr[0] "%(persons)s 人未经询问就会被开通，每月收费 %(charge_per_month)s 元。"

#: resources/forms.py
msgid "Cost of one (yuan)"
msgstr "单价（元）"
